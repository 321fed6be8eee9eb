import { setTimeout as pause } from 'node:timers/promises';
import { aFounder, type Founder } from '../../support/process/aFounder';
import { ProcessScene, send } from '../../support/process/ProcessScene';
import { freePort } from '../../support/freePort';
import { upTo } from '../../support/realtime/happenings';
import { TestSocket, TRANSPORTS } from '../../support/realtime/TestSocket';
import { describeWithRedis } from '../../support/redis/describeWithRedis';
import { RedisServer } from '../../support/redis/RedisServer';

let scene: ProcessScene;
beforeAll(async () => {
  scene = await ProcessScene.open();
});
afterAll(() => scene.close());

let names = 0;
const rename = async (url: string, { token, path }: Founder) => {
  names += 1;
  expect((await send(url + path, 'PATCH', { name: `Name ${names}` }, token)).status).toBe(200);
};

it('X12 a process that is to end sends its sockets away at once, and ends; they come back to the next', async () => {
  const port = String(await freePort());
  const first = scene.spawn({ PORT: port });
  const url = await first.ready();
  const ann = await aFounder(url);
  let seq = 0;
  const clients = await Promise.all(
    TRANSPORTS.map((transport) =>
      TestSocket.open(url, (answer: (auth: object) => void) => answer({ token: ann.token, after: seq }), {
        transport,
        reconnection: true,
        reconnectionDelay: 50,
        reconnectionDelayMax: 200,
      }).connected(),
    ),
  );
  await rename(url, ann);
  for (const client of clients) await client.until(() => client.seqs.length === 2);
  seq = 2;

  const began = performance.now();
  first.signal('SIGTERM');
  for (const client of clients) await client.until(() => client.ends.length > 0, 3_000);
  expect(await first.ended()).toBe(0);
  expect(performance.now() - began).toBeLessThan(10_000);
  expect(clients.map(({ ends }) => ends)).toEqual([['transport close'], ['transport close']]);

  const second = scene.spawn({ PORT: port });
  await rename(await second.ready(), ann);
  for (const client of clients) {
    await client.until(() => client.seqs.length === 3);
    expect(client.seqs).toEqual(upTo(3));
    client.close();
  }
  second.signal('SIGTERM');
  expect(await second.ended()).toBe(0);
}, 60_000);

it('X1 a process that is killed loses no event: clients catch up with the next', async () => {
  const port = String(await freePort());
  let server = scene.spawn({ PORT: port });
  const url = await server.ready();
  const bob = await aFounder(url);
  const known = () => ({ token: bob.token, after: client.seqs.at(-1) ?? 0 });
  const client: TestSocket = TestSocket.open(url, (answer: (auth: object) => void) => answer(known()), {
    reconnection: true,
    reconnectionDelay: 50,
    reconnectionDelayMax: 200,
  });
  await client.connected();
  let last = 1;
  for (let round = 0; round < 3; round += 1) {
    for (let n = 0; n < 5; n += 1) await rename(url, bob);
    last += 5;
    await pause(20 * round);
    await server.kill();
    await scene.relayLeaseRunsOut();
    server = scene.spawn({ PORT: port });
    await server.ready();
  }
  await client.until(() => client.seqs.at(-1) === last, 20_000);
  expect(client.seqs).toEqual(upTo(last));
  client.close();
}, 90_000);

describeWithRedis('of two processes that share a Redis', () => {
  let redis: RedisServer;
  beforeAll(async () => {
    redis = await RedisServer.start();
  });
  afterAll(() => redis.kill());

  it('X1 J13 one is killed: its clients go on at the other where they were, and miss nothing', async () => {
    const dying = scene.spawn({ REDIS_URL: redis.url });
    const here = await dying.ready();
    const there = await scene.spawn({ REDIS_URL: redis.url }).ready();
    const eve = await aFounder(here);
    const clients = await Promise.all(
      [...TRANSPORTS, ...TRANSPORTS].map((transport) =>
        TestSocket.open(here, { token: eve.token, after: 0 }, { transport }).connected(),
      ),
    );
    const following = clients.map(async (client) => {
      await client.until(() => client.ends.length > 0, 30_000);
      const after = Number(client.seqs.at(-1) ?? 0);
      const next = await TestSocket.open(there, { token: eve.token, after }).connected();
      return { next, seqs: () => [...client.seqs, ...next.seqs] };
    });

    for (let change = 0; change < 30; change += 1) {
      await rename(there, eve);
      if (change === 10) dying.signalGroup('SIGKILL');
    }
    for (const { next, seqs } of await Promise.all(following)) {
      await next.until(() => seqs().length >= 31, 20_000);
      expect(seqs()).toEqual(upTo(31));
      next.close();
    }
  }, 120_000);
});
