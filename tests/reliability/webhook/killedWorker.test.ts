import { PASSWORD } from '../../support/app/people';
import { aFounder } from '../../support/process/aFounder';
import { ProcessScene, send } from '../../support/process/ProcessScene';
import type { ServerProcess } from '../../support/process/ServerProcess';
import { expectSoon } from '../../support/expectSoon';
import { there } from '../../support/there';
import { Receiver } from '../../support/webhooks/Receiver';

let scene: ProcessScene;
let receiver: Receiver;
let founder: string;
beforeAll(async () => {
  scene = await ProcessScene.open();
  receiver = await Receiver.listen();
});
afterAll(async () => {
  await scene.close();
  await receiver.close();
});

const statesOf = (ids: readonly string[]) =>
  scene.sql<{ id: string; status: string; attempts: number }>(
    'SELECT event_id AS id, status, attempts FROM webhook_deliveries WHERE event_id = ANY ($1::uuid[])',
    [ids],
  );

/** Its 200 is on its way when the process dies. */
function killedByTheNextMessage(server: ServerProcess): Promise<unknown> {
  const died = server.ended();
  receiver.behaves = async () => {
    receiver.behaves = () => ({});
    server.signal('SIGKILL');
    await died;
    return {};
  };
  return died;
}

async function nothingPending(): Promise<void> {
  const pending = await scene.sql(`SELECT 1 FROM webhook_deliveries WHERE status = 'pending'`);
  expect(pending).toEqual([]);
}

it('T3 X3 X4 a worker killed between the 200 of a receiver and the mark sends again, under the same id', async () => {
  let server: ServerProcess = scene.spawn();
  let url = await server.ready();
  const { token, path, email } = await aFounder(url);
  founder = email;
  await send(`${url}${path}/webhooks`, 'POST', { url: receiver.url }, token);
  const kills = 5;
  const made: string[] = [];

  for (let kill = 0; kill < kills; kill += 1) {
    const died = killedByTheNextMessage(server);
    const answer = await send(`${url}${path}/roles`, 'POST', { name: `Role ${kill}` }, token);
    made.push(there((await answer.json()) as { data: { id: string } }).data.id);
    await died;
    await scene.relayLeaseRunsOut();
    server = scene.spawn();
    url = await server.ready();
    await scene.jobLeasesRunOut();
    await expectSoon(nothingPending, 20_000);
  }
  await server.kill();

  const copies = new Map<string, string[]>();
  for (const { body, headers } of receiver.received) {
    const ids = copies.get(String(body.roleId)) ?? [];
    copies.set(String(body.roleId), [...ids, String(headers['webhook-id'])]);
  }
  expect([...copies.keys()].sort()).toEqual([...made].sort());
  for (const ids of copies.values()) {
    expect(new Set(ids).size).toBe(1);
    expect(ids).toHaveLength(2);
  }
  const ids = [...copies.values()].map(([id]) => there(id));
  expect(await statesOf(ids)).toEqual(
    expect.arrayContaining(ids.map((id) => ({ id, status: 'delivered', attempts: 1 }))),
  );
  const events = await scene.sql(`SELECT id FROM outbox WHERE name = 'workspace:role:created'`);
  expect(events).toHaveLength(kills);
}, 120_000);

it('X12 a server that is told to end gives up what hangs, and the next one sends it at once, uncounted', async () => {
  receiver.received.splice(0);
  receiver.behaves = () => 'hang';
  const first = scene.spawn();
  const url = await first.ready();
  const answer = await send(`${url}/api/v1/auth/login`, 'POST', { email: founder, password: PASSWORD });
  const { data } = (await answer.json()) as { data: { accessToken: string; workspace: { id: string } } };
  await scene.sql('DELETE FROM webhook_deliveries');
  const workspace = `${url}/api/v1/workspaces/${data.workspace.id}`;
  await send(`${workspace}/roles`, 'POST', { name: 'One more' }, data.accessToken);
  await expectSoon(async () => expect(receiver.received).toHaveLength(1), 10_000);
  const began = performance.now();
  first.signal('SIGTERM');
  expect(await first.ended()).toBe(0);
  expect(performance.now() - began).toBeLessThan(8_000);

  receiver.behaves = () => ({});
  const next = scene.spawn();
  await next.ready();
  await expectSoon(async () => {
    const rows = await scene.sql('SELECT status, attempts FROM webhook_deliveries');
    expect(rows).toEqual([{ status: 'delivered', attempts: 1 }]);
  }, 10_000);
  expect(receiver.received).toHaveLength(2);
}, 60_000);
