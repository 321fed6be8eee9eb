import { rm } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import {
  startEmbeddedPostgres,
  type EmbeddedPostgres,
} from '../../../src/core/infrastructure/database/embedded/startEmbeddedPostgres';
import { expectSoon } from '../../support/expectSoon';
import { query } from '../../support/postgres/query';
import { serversOn } from '../../support/postgres/serverProcesses';
import { temporaryFolder } from '../../support/postgres/temporaryFolder';
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

it('X12 who stops gives its turn to the next at once', async () => {
  const first = scene.spawn();
  await first.ready();
  const second = scene.spawn();
  await second.ready();
  const [before] = await scene.sql<{ holder: string }>(HOLDER);
  first.signal('SIGTERM');
  expect(await first.ended()).toBe(0);
  await expectSoon(async () => {
    const [after] = await scene.sql<{ holder: string }>(HOLDER);
    expect([undefined, before?.holder]).not.toContain(after?.holder);
  }, SOON);
}, 60_000);

describe('X5 PostgreSQL crashes under load', () => {
  let folder: string;
  let postgres: EmbeddedPostgres;
  const start = () =>
    startEmbeddedPostgres({ dataDir: folder, database: 'portico', settings: { fsync: 'off' } });
  beforeEach(async () => {
    folder = await temporaryFolder();
    postgres = await start();
  });
  afterEach(async () => {
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it('and the same API and worker go on with the feed where it was, without a gap', async () => {
    const login = Object.assign(new URL(postgres.url), { username: 'portico' });
    const env = { DATABASE_URL: login.href, DB_MIGRATION_URL: postgres.url };
    const api = await scene.spawn({ ...env, PROCESS_ROLE: 'api' }).ready();
    await scene.spawn({ ...env, PROCESS_ROLE: 'worker' }).ready();

    await duringTraffic(
      () => [api],
      async () => {
        for (let round = 0; round < 2; round += 1) {
          await pause(400);
          process.kill(there((await serversOn(folder))[0]), 'SIGQUIT');
          while ((await serversOn(folder)).length > 0) await pause(10);
          postgres = await start();
        }
      },
    );

    await expectSoon(async () => expect(await query(postgres.url, UNTOLD)).toEqual([]), SOON);
    expect(await query(postgres.url, TWICE)).toEqual([]);
  }, 120_000);
});
