import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { collectRetention } from '../../../src/core/bootstrap/collectRetention';
import { Migrator } from '../../../src/core/infrastructure/database/Migrator';
import { openDatabase } from '../../../src/core/infrastructure/database/openDatabase';
import { PollingLoop } from '../../../src/core/infrastructure/jobs/PollingLoop';
import { WakeUp } from '../../../src/core/infrastructure/jobs/WakeUp';
import { isSpent, type SpentRows } from '../../../src/core/kit/RetentionRule';
import { modules } from '../../../src/modules';
import { RecordingLog } from '../../support/fakes/RecordingLog';
import { expectSoon } from '../../support/expectSoon';
import { CrashingPostgres } from '../../support/postgres/CrashingPostgres';
import { MigratedDatabase } from '../../support/postgres/MigratedDatabase';
import { query } from '../../support/postgres/query';
import { look, retentionOn } from '../../support/retention/retentionOn';
import { SPENT_SAMPLES } from '../../support/retention/spentSamples';
import { there } from '../../support/there';

const spent = collectRetention(modules).filter(isSpent);
const ruleOf = (index: string): SpentRows => there(spent.find((rule) => rule.index === index));

describe('X34 a table of a million events', () => {
  const WORKSPACES = 50;
  const EVENTS = 1_000_000;
  const OLD = 100_000;
  let db: MigratedDatabase;
  beforeAll(async () => {
    db = await MigratedDatabase.create(5);
    await db.sql(
      `INSERT INTO outbox (id, workspace_id, seq, name, payload, published_at)
       SELECT ('00000000-0000-7000-9000-' || lpad((place * $2 + seq)::text, 12, '0'))::uuid,
         ('00000000-0000-7000-8000-' || lpad(place::text, 12, '0'))::uuid, seq, 'workspace:updated', '{"name": "Acme"}',
         now() - interval '30 days' + (seq - $3 - 0.5) * interval '1 hour'
       FROM generate_series(0, $1::int - 1) place, generate_series(1, $2::int) seq`,
      [WORKSPACES, EVENTS / WORKSPACES, OLD / WORKSPACES],
    );
    await db.sql('ANALYZE outbox');
  }, 60_000);
  afterAll(() => db.drop());

  it('is cleaned while others write to the very rows: they are not refused, and no gap is left', async () => {
    const state = { cleaning: true, written: 0 };
    const writers = [0, 1, 2].map(async (who) => {
      const client = new Client({ connectionString: db.adminUrl });
      await client.connect();
      await client.query(`SET lock_timeout = '2s'`);
      const workspace = `00000000-0000-7000-8000-${String(who).padStart(12, '0')}`;
      while (state.cleaning) {
        await client.query(
          `UPDATE outbox SET request_id = 'touched' WHERE id IN (
             SELECT id FROM outbox WHERE workspace_id = $1 ORDER BY seq LIMIT 20)`,
          [workspace],
        );
        state.written += 1;
        await pause(5);
      }
      await client.end();
    });
    let batches = 0;
    const retention = retentionOn(db.database, [ruleOf('outbox_published_idx')], {
      pause: () => Promise.resolve((batches += 1)),
    });
    await look(retention);
    state.cleaning = false;
    await Promise.all(writers);
    await look(retention);

    const found = await db.sql(
      `SELECT workspace_id, count(*)::int AS events, min(seq)::int AS first, max(seq)::int AS last
       FROM outbox GROUP BY 1 HAVING (count(*), min(seq), max(seq)) <> ($1::int - $2::int, $2::int + 1, $1::int)`,
      [EVENTS / WORKSPACES, OLD / WORKSPACES],
    );
    expect(found).toEqual([]);
    expect(batches).toBeGreaterThanOrEqual(OLD / 1_000);
    expect(state.written).toBeGreaterThan(batches / 10);
  });
});

describe('PostgreSQL crashes while rows are deleted', () => {
  let server: CrashingPostgres;
  beforeAll(async () => {
    server = await CrashingPostgres.start();
    await new Migrator({ url: server.url, ssl: false, folder: 'migrations', login: null }).up();
  });
  afterAll(() => server.end());

  it('and the rest of them goes once it is back, without a restart', async () => {
    await query(server.url, there(SPENT_SAMPLES.jobs_done_idx?.[0]), [500, '8 days']);
    const database = openDatabase({ url: server.url, ssl: false, pool: { min: 0, max: 2 }, models: [] });
    const log = new RecordingLog();
    let batches = 0;
    const crashOnce = async () => {
      batches += 1;
      if (batches === 3) await server.crash();
    };
    const retention = retentionOn(database, [ruleOf('jobs_done_idx')], { batch: 10, pause: crashOnce, log });
    const loop = new PollingLoop({
      ...{ name: 'Retention', everyMs: 50, wakeUp: new WakeUp(), log },
      pass: () => retention.pass(),
    });

    loop.start();
    await expectSoon(() => Promise.resolve(expect(log.lines).not.toEqual([])), 10_000);
    await server.startAgain();
    await expectSoon(async () => expect(await query(server.url, 'SELECT 1 FROM jobs')).toEqual([]), 20_000);
    await loop.stop();
    await database.close();

    expect(log.lines[0]).toMatchObject({ level: 'error', message: 'Spent rows could not be deleted' });
    expect(batches).toBe(50);
  });
});
