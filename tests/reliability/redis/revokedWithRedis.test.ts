import { setTimeout as pause } from 'node:timers/promises';
import { expectSoon } from '../../support/expectSoon';
import { ProcessScene, send } from '../../support/process/ProcessScene';
import { aHome } from '../../support/races/aHome';
import { RaceScene } from '../../support/races/RaceScene';
import type { Racer } from '../../support/races/seedPeople';
import { describeWithRedis } from '../../support/redis/describeWithRedis';
import { RedisServer } from '../../support/redis/RedisServer';
import { there } from '../../support/there';

const SECOND = 1_000;
const [HERE, THERE] = [0, 1];

/** What goes on with Redis while things are revoked. */
const TROUBLES: readonly (readonly [string, (redis: RedisServer) => Promise<void>])[] = [
  ['is well', () => pause(20)],
  ['loses everything', async (redis) => void (await redis.ask((client) => client.flushall()).catch(() => 0))],
  ['is killed and started again', (redis) => redis.kill().then(() => redis.start())],
  [
    'stands still now and then',
    async (redis) => {
      redis.signal('SIGSTOP');
      await pause(400);
      redis.signal('SIGCONT');
      await pause(100);
    },
  ],
];

/** Entries that Redis had, as from a backup: with time to live. */
async function entriesOf(redis: RedisServer): Promise<() => Promise<number>> {
  const kept = await redis.ask(async (client) => {
    const keys = await client.keys('*:cache:*');
    return Promise.all(keys.map(async (key) => [key, there(await client.getBuffer(key))] as const));
  });
  return async () => {
    await redis.ask((client) =>
      Promise.all(kept.map(([key, entry]) => client.set(key, entry, 'PX', 3_600_000))),
    );
    return kept.length;
  };
}

describeWithRedis('two processes with a Redis', () => {
  let redis: RedisServer;
  let scene: RaceScene;
  let ann: Racer;
  let ben: Racer;
  let home: string;
  beforeAll(async () => {
    redis = await RedisServer.start();
    scene = await RaceScene.open({ REDIS_URL: redis.url });
    ({ ann, ben, path: home } = await aHome(scene, 'admin'));
  }, 120_000);
  afterAll(async () => {
    await scene.close();
    await redis.kill();
  });

  const outcome = async (server: number, by: Racer, path = '/users/me') =>
    (await scene.call(server, 'GET', path, by)).outcome;
  const useRedis = () =>
    expectSoon(async () => {
      for (const url of scene.servers) {
        expect(await (await fetch(`${url}/health/ready`)).text()).toContain('"ready"');
      }
    }, 15_000);
  const rename = (server: number) => scene.call(server, 'PATCH', home, ben, { name: 'Acme' });
  const within = (server: number, expected: string) =>
    expectSoon(async () => expect((await rename(server)).outcome).toBe(expected), SECOND);

  describe.each(TROUBLES)('that %s', (_name, trouble) => {
    it('T1 see within a second that a role was taken, given, or a session ended', async () => {
      const over = new AbortController();
      const troubled = (async () => {
        while (!over.signal.aborted) await trouble(redis);
      })();
      const racers = await scene.people(3);
      for (const racer of racers) {
        expect([await outcome(HERE, racer), await outcome(THERE, racer)]).toEqual(['200', '200']);
        for (const role of ['viewer', 'admin']) {
          const answer = await scene.call(HERE, 'PATCH', `${home}/members/${ben.id}`, ann, { role });
          expect(answer.outcome).toBe('200');
          const expected = role === 'admin' ? '200' : '403 FORBIDDEN';
          expect((await rename(HERE)).outcome).toBe(expected);
          await within(THERE, expected);
        }
        expect((await scene.call(HERE, 'POST', '/auth/logout', racer)).outcome).toBe('200');
        expect(await outcome(HERE, racer)).toMatch(/^401/);
        await expectSoon(async () => expect(await outcome(THERE, racer)).toMatch(/^401/), SECOND);
      }
      over.abort();
      await troubled;
    }, 60_000);
  });

  it('E11 believe no entry of before a change that Redis hands out for ever', async () => {
    const [cyd] = await scene.people(1);
    const racer = there(cyd);
    await useRedis();
    expect([await outcome(HERE, racer), (await rename(HERE)).outcome]).toEqual(['200', '200']);
    const putBack = await entriesOf(redis);
    await scene.call(HERE, 'POST', '/auth/logout', racer);
    await scene.call(HERE, 'PATCH', `${home}/members/${ben.id}`, ann, { role: 'viewer' });
    const refused = async () => {
      expect(await outcome(THERE, racer)).toMatch(/^401/);
      expect((await rename(THERE)).outcome).toBe('403 FORBIDDEN');
    };
    expect(await putBack()).toBeGreaterThan(0);
    await expectSoon(refused, SECOND);
    for (let round = 0; round < 10; round += 1) {
      await putBack();
      await refused();
      await pause(100);
    }
  });
});

describeWithRedis('E11 a token that was revoked', () => {
  it('stays so when API and Redis are restarted, and Redis is flushed or restored from before', async () => {
    const [processes, redis] = [await ProcessScene.open(), await RedisServer.start()];
    try {
      const start = () => processes.spawn({ REDIS_URL: redis.url });
      let server = start();
      let url = `${await server.ready()}/api/v1`;
      const signUp = { name: 'Ann Smith', email: 'ann@example.com', password: 'a fine long passphrase' };
      const answer = await send(`${url}/auth/signup`, 'POST', { ...signUp, organizationName: 'Acme' });
      const { accessToken } = ((await answer.json()) as { data: { accessToken: string } }).data;
      const me = async () => (await send(`${url}/users/me`, 'GET', undefined, accessToken)).status;
      expect(await me()).toBe(200);
      const putBack = await entriesOf(redis);
      expect((await send(`${url}/auth/logout`, 'POST', {}, accessToken)).status).toBe(200);
      expect(await me()).toBe(401);

      await redis.ask((client) => client.flushall());
      expect(await me()).toBe(401);
      await redis.kill();
      await redis.start();
      expect(await me()).toBe(401);
      await server.kill();
      expect(await putBack()).toBeGreaterThan(0);
      server = start();
      url = `${await server.ready()}/api/v1`;
      for (let call = 0; call < 5; call += 1) {
        expect(await me()).toBe(401);
        await pause(200);
      }
    } finally {
      await processes.close();
      await redis.kill();
    }
  });
});
