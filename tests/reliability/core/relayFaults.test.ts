import { setTimeout as pause } from 'node:timers/promises';
import { expectSoon } from '../../support/expectSoon';
import { CrashingPostgres } from '../../support/postgres/CrashingPostgres';
import { query } from '../../support/postgres/query';
import { ProcessScene } from '../../support/process/ProcessScene';
import type { ServerProcess } from '../../support/process/ServerProcess';
import { WorkspaceTraffic } from '../../support/process/WorkspaceTraffic';
import { there } from '../../support/there';

const SOON = 20_000;
const TWICE = `
  SELECT kind, payload #>> '{event,id}' AS id FROM jobs WHERE payload ? 'event'
  GROUP BY 1, 2 HAVING count(*) > 1`;
const UNTOLD = 'SELECT 1 FROM outbox WHERE published_at IS NULL';
const HOLDER = `SELECT holder::text FROM leases WHERE name = 'relay' AND held_until > now()`;

let scene: ProcessScene;
beforeEach(async () => {
  scene = await ProcessScene.open();
});
afterEach(() => scene.close());

/** People write and read, each in a workspace of their own, as long as `faults` lasts; then each has read all. */
async function duringTraffic(servers: () => readonly string[], faults: () => Promise<void>): Promise<void> {
  const people: WorkspaceTraffic[] = [];
  for (let at = 0; at < 3; at += 1) people.push(await WorkspaceTraffic.of(servers));
  const over = Promise.all(people.map((one) => one.run()));
  await faults().finally(() => people.forEach((one) => one.end()));
  await over;
  for (const { heard, isExact } of people) {
    expect(heard.map(({ seq }) => seq)).toEqual(heard.map((_, at) => at + 1));
    expect(new Set(heard.map(({ id }) => id)).size).toBe(heard.length);
    expect(isExact).toBe(true);
  }
}

it('X1 X4 kill -9 of whoever relays, under load: another takes over, nothing is lost, doubled or out of order', async () => {
  const running: { server: ServerProcess; url: string }[] = [];
  const join = async () => {
    const server = scene.spawn();
    running.push({ server, url: await server.ready() });
  };
  const holder = async () => (await scene.sql<{ holder: string }>(HOLDER))[0]?.holder;
  await join();
  await expectSoon(async () => expect(await holder()).toBeDefined(), SOON);
  await join();

  await duringTraffic(
    () => running.map(({ url }) => url),
    async () => {
      const holders = [await holder()];
      for (let round = 0; round < 2; round += 1) {
        await pause(300);
        await there(running.shift()).server.kill();
        await expectSoon(async () => expect([undefined, ...holders]).not.toContain(await holder()), SOON);
        holders.push(await holder());
        await join();
      }
    },
  );

  await expectSoon(async () => expect(await scene.sql(UNTOLD)).toEqual([]), SOON);
  expect(await scene.sql(TWICE)).toEqual([]);
}, 120_000);

describe('X5 PostgreSQL crashes under load', () => {
  let postgres: CrashingPostgres;
  beforeEach(async () => {
    postgres = await CrashingPostgres.start();
  });
  afterEach(() => postgres.end());

  it('and the same API and worker go on with the feed where it was, without a gap', async () => {
    const env = { DATABASE_URL: postgres.loginUrl, DB_MIGRATION_URL: postgres.url };
    const api = await scene.spawn({ ...env, PROCESS_ROLE: 'api' }).ready();
    await scene.spawn({ ...env, PROCESS_ROLE: 'worker' }).ready();

    await duringTraffic(
      () => [api],
      async () => {
        for (let round = 0; round < 2; round += 1) {
          await pause(400);
          await postgres.crash();
          await postgres.startAgain();
        }
      },
    );

    await expectSoon(async () => expect(await query(postgres.url, UNTOLD)).toEqual([]), SOON);
    expect(await query(postgres.url, TWICE)).toEqual([]);
  }, 120_000);
});
