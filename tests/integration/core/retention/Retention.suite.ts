import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { asId, type WorkspaceId } from '../../../../src/core/domain/ids';
import { PipelinedReader } from '../../../../src/core/infrastructure/database/ScopedReader';
import { SqlEventFeed } from '../../../../src/core/infrastructure/events/SqlEventFeed';
import { collectRetention } from '../../../../src/core/bootstrap/collectRetention';
import { isSpent, type SpentRows } from '../../../../src/core/kit/RetentionRule';
import { modules } from '../../../../src/modules';
import { MigratedDatabase } from '../../../support/postgres/MigratedDatabase';
import { look, retentionOn } from '../../../support/retention/retentionOn';
import { ANN, SCENE, SPENT_SAMPLES } from '../../../support/retention/spentSamples';
import { there } from '../../../support/there';

const spent = collectRetention(modules).filter(isSpent);
const ruleOf = (index: string): SpentRows => there(spent.find((rule) => rule.index === index));
const jobs = [ruleOf('jobs_done_idx')];
const feed = [ruleOf('outbox_published_idx')];

let db: MigratedDatabase;
beforeAll(async () => {
  db = await MigratedDatabase.create(10);
  await db.sql(SCENE);
});
afterAll(() => db.drop());
beforeEach(() => db.sql('TRUNCATE jobs, outbox, workspace_feeds, leases, cache_drops'));

const oldJobs = (count: number) => db.sql(there(SPENT_SAMPLES.jobs_done_idx?.[0]), [count, '8 days']);
const left = async (table: string) =>
  (await db.sql<{ rows: number }>(`SELECT count(*)::int AS rows FROM ${table}`))[0]?.rows;

describe('spent rows', () => {
  it('X34 go in batches that each commit by themselves, and in between nothing is locked', async () => {
    await oldJobs(2_500);
    const after: unknown[] = [];
    const free: unknown[] = [];
    const pause = async () => {
      after.push(await left('jobs'));
      free.push((await db.sql('SELECT 1 FROM jobs FOR UPDATE NOWAIT')).length);
    };
    await look(retentionOn(db.database, jobs, { pause }));
    expect(after).toEqual([1_500, 500, 0]);
    expect(free).toEqual(after);
  });

  it('are left for later while somebody works on them, and hold up no others', async () => {
    await oldJobs(3);
    const somebody = await connected();
    await somebody.query('BEGIN; SELECT 1 FROM jobs LIMIT 1 FOR UPDATE');
    const retention = retentionOn(db.database, jobs);
    await look(retention);
    expect(await left('jobs')).toBe(1);
    await somebody.query('ROLLBACK');
    await somebody.end();
    await look(retention);
    expect(await left('jobs')).toBe(0);
  });

  it('stay when they changed in the very last moment', async () => {
    await oldJobs(1);
    const somebody = await connected();
    await somebody.query('BEGIN; UPDATE jobs SET done_at = NULL, run_at = now()');
    const retention = retentionOn(db.database, jobs);
    await look(retention);
    await somebody.query('COMMIT');
    await somebody.end();
    await look(retention);
    expect(await left('jobs')).toBe(1);
  });

  it('cost other processes no thought when they are sessions; a live one that is deleted does', async () => {
    const sessions = there(SPENT_SAMPLES.sessions_over_idx);
    for (const sample of sessions) await db.sql(sample, [5, '32 days']);
    await look(retentionOn(db.database, [ruleOf('sessions_over_idx')]));
    expect(await left('sessions')).toBe(1);
    expect(await left('cache_drops')).toBe(0);
    const id = '00000000-0000-7000-8000-00000000000a';
    await db.sql(
      `INSERT INTO sessions (id, user_id, expires_at, ends_at)
       VALUES ('${id}', ${ANN}, now() + interval '1 day', now() + interval '1 day')`,
    );
    await db.sql(`DELETE FROM sessions WHERE id = '${id}'`);
    expect(await db.sql('SELECT cache_key FROM cache_drops')).toEqual([{ cache_key: `session:${id}` }]);
  });
});

describe('two processes', () => {
  it('one of them cleans; the other goes on when the first has stopped, or was gone for long', async () => {
    await oldJobs(25);
    const [one, other] = [1, 2].map(() => retentionOn(db.open(2), jobs, { batch: 10 })) as [Cleaner, Cleaner];
    expect([await one.pass(), await other.pass()]).toEqual([true, false]);
    expect(await left('jobs')).toBe(15);
    await one.resign();
    expect([await other.pass(), await one.pass()]).toEqual([true, false]);
    expect(await left('jobs')).toBe(5);
    await db.sql(`UPDATE leases SET held_until = now() - interval '1 second'`);
    expect([await one.pass(), await other.pass()]).toEqual([true, false]);
    expect(await left('jobs')).toBe(0);
  });

  it('that begin in the same moment delete each row once', async () => {
    await oldJobs(500);
    const cleaned = { one: 0, other: 0 };
    const cleaner = (who: keyof typeof cleaned) =>
      retentionOn(db.open(2), jobs, { batch: 10, pause: () => Promise.resolve((cleaned[who] += 1)) });
    await Promise.all([look(cleaner('one')), look(cleaner('other'))]);
    expect(await left('jobs')).toBe(0);
    expect(new Set(Object.values(cleaned))).toEqual(new Set([0, 50]));
  });
});
type Cleaner = ReturnType<typeof retentionOn>;

describe('the feed of a workspace', () => {
  /** @param published how many days ago each event was, from seq 1 on; null: not yet. */
  async function events(workspaceId: string, published: readonly (number | null)[]): Promise<void> {
    await db.sql(
      `INSERT INTO outbox (id, workspace_id, seq, name, payload, published_at)
       SELECT gen_random_uuid(), $1, n, 'workspace:updated', '{}', now() - days * interval '1 day'
       FROM unnest($2::float8[]) WITH ORDINALITY AS e(days, n)`,
      [workspaceId, published],
    );
    await db.sql('INSERT INTO workspace_feeds (workspace_id, head_seq) VALUES ($1, $2)', [
      workspaceId,
      published.length,
    ]);
  }
  const kept = async (workspaceId: string) => {
    const rows = await db.sql<{ seq: number }>(
      'SELECT seq::int FROM outbox WHERE workspace_id = $1 ORDER BY seq',
      [workspaceId],
    );
    return rows.map(({ seq }) => seq);
  };
  const upTo = (head: number, from: number) => Array.from({ length: head - from + 1 }, (_, at) => from + at);

  it('loses its oldest events, each workspace its own', async () => {
    const [busy, quiet, young] = [randomUUID(), randomUUID(), randomUUID()];
    await events(busy, [90, 60, 31, 29, 1, null]);
    await events(quiet, [400, 300]);
    await events(young, [1, 0.5]);
    await look(retentionOn(db.database, feed));
    expect([await kept(busy), await kept(quiet), await kept(young)]).toEqual([[4, 5, 6], [], [1, 2]]);
  });

  it('tells a reader who comes too late to load everything anew, also when nothing is left', async () => {
    const [busy, quiet] = [asId<'workspace'>(randomUUID()), asId<'workspace'>(randomUUID())];
    await events(busy, [60, 40, 20, 10]);
    await events(quiet, [60, 40]);
    await look(retentionOn(db.database, feed));
    const reader = new PipelinedReader({ url: db.url, ssl: false, connections: 1 });
    const reading = new SqlEventFeed(reader);
    const after = async (workspace: WorkspaceId, seq: number) => {
      const { resync, events: read } = await reading.after(workspace, seq, 100);
      return [resync, ...read.map((event) => event.seq)];
    };
    expect([await after(busy, 1), await after(busy, 2), await after(busy, 4)]).toEqual([
      [true],
      [false, 3, 4],
      [false],
    ]);
    expect([await after(quiet, 1), await after(quiet, 2)]).toEqual([[true], [false]]);
    await reader.close();
  });

  it('loses those before an old one with it, whatever a clock said when they were published', async () => {
    const workspace = randomUUID();
    await events(workspace, [40, 40, -365, -365, 39, 38, 2, 1]);
    await look(retentionOn(db.database, feed));
    expect(await kept(workspace)).toEqual([7, 8]);
  });

  it('never has a gap, after no batch, however the times lie', async () => {
    const workspaces = Array.from({ length: 6 }, () => randomUUID());
    let seed = 7;
    const next = (below: number) => (seed = (seed * 48_271) % 2_147_483_647) % below;
    const heads = new Map<string, number>();
    for (const workspace of workspaces) {
      const length = 20 + next(60);
      heads.set(workspace, length);
      await events(
        workspace,
        Array.from({ length }, (_, at) => (length - at) * (60 / length) + next(30) - 15),
      );
    }
    let batches = 0;
    const pause = async () => {
      batches += 1;
      for (const [workspace, head] of heads) {
        const seqs = await kept(workspace);
        expect(seqs).toEqual(upTo(head, seqs[0] ?? head + 1));
      }
    };
    const before = await left('outbox');
    await look(retentionOn(db.database, feed, { batch: 7, pause }));
    expect(batches).toBeGreaterThan(20);
    expect(await left('outbox')).toBeLessThan(before ?? 0);
    expect(await db.sql(`SELECT 1 FROM outbox WHERE published_at < now() - interval '30 days'`)).toEqual([]);
  }, 120_000);

  it('gets no gap by an event that somebody works on: it stays with those after it, and nobody waits', async () => {
    const [workspace, another] = [randomUUID(), randomUUID()];
    await events(workspace, [40, 40, 40, 40, 1]);
    await events(another, [40, 1]);
    const relay = await connected();
    await relay.query('BEGIN');
    await relay.query('UPDATE outbox SET published_at = now() WHERE seq = 3');
    const retention = retentionOn(db.database, feed);
    await look(retention);
    expect([await kept(workspace), await kept(another)]).toEqual([[3, 4, 5], [2]]);
    await relay.query('COMMIT');
    await relay.end();
    await look(retention);
    expect(await kept(workspace)).toEqual([5]);
  });
});

async function connected(): Promise<Client> {
  const client = new Client({ connectionString: db.adminUrl });
  await client.connect();
  return client;
}
