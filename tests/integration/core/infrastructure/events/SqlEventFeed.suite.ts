import { asId, type WorkspaceId } from '../../../../../src/core/domain/ids';
import { PipelinedReader } from '../../../../../src/core/infrastructure/database/ScopedReader';
import { InProcessEventBus } from '../../../../../src/core/infrastructure/events/InProcessEventBus';
import type { OutboxRelay } from '../../../../../src/core/infrastructure/events/OutboxRelay';
import { SqlEventFeed } from '../../../../../src/core/infrastructure/events/SqlEventFeed';
import { CryptoRandom } from '../../../../../src/core/infrastructure/system/CryptoRandom';
import { aRelayOf } from '../../../../support/events/aRelayOf';
import { MigratedDatabase } from '../../../../support/postgres/MigratedDatabase';
import { silentLog } from '../../../../support/silentLog';

const random = new CryptoRandom();
let around: MigratedDatabase;
let reader: PipelinedReader;
let feed: SqlEventFeed;
let relay: OutboxRelay;
let [ours, theirs]: WorkspaceId[] = [];

beforeAll(async () => {
  around = await MigratedDatabase.create();
  reader = new PipelinedReader({ url: around.url, ssl: false, connections: 1 });
  feed = new SqlEventFeed(reader);
  relay = aRelayOf(around, { bus: new InProcessEventBus(silentLog) });
});

afterAll(async () => {
  await reader.close();
  await around.drop();
});

beforeEach(() => {
  ours = random.id();
  theirs = random.id();
});

async function happened(workspaceId: WorkspaceId | undefined, count: number, note = 'it'): Promise<void> {
  await around.sql(
    `INSERT INTO outbox (id, workspace_id, name, payload, request_id)
     SELECT gen_random_uuid(), $1, 'workspace:updated', jsonb_build_object('name', $3::text || n), 'a-request'
     FROM generate_series(1, $2::int) n`,
    [workspaceId, count, note],
  );
}

async function numbered(count: number): Promise<void> {
  await happened(ours, count, 'ours ');
  await happened(theirs, 2, 'theirs ');
  while (await relay.pass());
}

const after = (seq: number, most = 100) => feed.after(asId(ours as string), seq, most);
const numbers = (slice: Awaited<ReturnType<typeof after>>) => slice.events.map(({ seq }) => seq);

describe('the feed of a workspace', () => {
  it('is empty where nothing happened', async () => {
    expect(await after(0)).toEqual({ events: [], headSeq: 0, resync: false });
  });

  it('gives what came after, in order and whole', async () => {
    await numbered(4);
    const slice = await after(2);
    expect(slice).toMatchObject({ headSeq: 4, resync: false });
    expect(slice.events).toEqual(
      [3, 4].map((seq) => ({
        id: expect.any(String) as string,
        event: 'workspace:updated',
        seq,
        workspaceId: ours,
        subjectId: null,
        actorId: null,
        occurredAt: expect.stringMatching(/Z$/) as string,
        requestId: 'a-request',
        payload: { name: `ours ${seq}` },
      })),
    );
  });

  it('has nothing more for whoever heard all', async () => {
    await numbered(3);
    expect(await after(3)).toEqual({ events: [], headSeq: 3, resync: false });
  });

  it('is read in slices without a gap', async () => {
    await numbered(1_203);
    const read: (number | null)[] = [];
    for (let slice = await after(0, 500); slice.events.length > 0; slice = await after(read.length, 500)) {
      read.push(...numbers(slice));
    }
    expect(read).toEqual(Array.from({ length: 1_203 }, (_, i) => i + 1));
  });

  it('does not show what has no number yet', async () => {
    await numbered(2);
    await happened(ours, 1, 'not numbered ');
    expect(await after(0)).toMatchObject({ headSeq: 2, resync: false });
    expect(numbers(await after(0))).toEqual([1, 2]);
  });

  it('shows what was numbered and not told yet', async () => {
    await numbered(2);
    await around.sql('UPDATE outbox SET published_at = NULL WHERE workspace_id = $1', [ours]);
    expect(numbers(await after(0))).toEqual([1, 2]);
  });

  it('sends those back to the start who ask beyond its head', async () => {
    await numbered(2);
    expect(await after(3)).toEqual({ events: [], headSeq: 2, resync: true });
    ours = random.id();
    expect(await after(1)).toEqual({ events: [], headSeq: 0, resync: true });
  });

  it('sends those back to the start who miss what is no longer kept, and nobody else', async () => {
    await numbered(6);
    await around.sql('DELETE FROM outbox WHERE workspace_id = $1 AND seq <= 3', [ours]);
    for (const seq of [0, 2]) expect(await after(seq)).toEqual({ events: [], headSeq: 6, resync: true });
    expect(await after(3)).toMatchObject({ headSeq: 6, resync: false });
    expect(numbers(await after(3, 2))).toEqual([4, 5]);
    await around.sql('DELETE FROM outbox WHERE workspace_id = $1', [ours]);
    expect(await after(5)).toMatchObject({ resync: true });
    expect(await after(6)).toEqual({ events: [], headSeq: 6, resync: false });
  });

  it('holds nothing of another workspace, nor of none', async () => {
    await happened(undefined, 3, 'of nobody ');
    await numbered(3);
    const seen = (await after(0)).events;
    expect(seen).toHaveLength(3);
    expect(seen.every(({ workspaceId }) => workspaceId === ours)).toBe(true);
  });

  it('G18 is read from behind the wall', async () => {
    await numbered(1);
    await around.sql('ALTER POLICY this_workspace ON outbox USING (false)');
    try {
      expect((await after(0)).events).toEqual([]);
    } finally {
      await around.sql(
        'ALTER POLICY this_workspace ON outbox USING (workspace_id = (SELECT app_workspace()))',
      );
    }
  });
});

describe('the heads of feeds', () => {
  it('are those of the workspaces asked for, where something happened', async () => {
    await numbered(5);
    const [one, other, quiet] = [ours, theirs, random.id()].map((id) => asId<'workspace'>(id as string));
    expect(await feed.heads([one, other, quiet] as WorkspaceId[])).toEqual(
      new Map([
        [one, 5],
        [other, 2],
      ]),
    );
    expect(await feed.heads([other as WorkspaceId])).toEqual(new Map([[other, 2]]));
    expect(await feed.heads([])).toEqual(new Map());
  });
});

describe('what a long feed costs', () => {
  it('X34 is the slice, not the length: events are found by the index', async () => {
    await happened(ours, 20_000);
    await around.sql(
      `WITH numbered AS (SELECT id, row_number() OVER (ORDER BY position) AS seq FROM outbox WHERE workspace_id = $1)
       UPDATE outbox o SET seq = n.seq, staged_at = now(), published_at = now() FROM numbered n WHERE n.id = o.id`,
      [ours],
    );
    await around.sql('INSERT INTO workspace_feeds VALUES ($1, 20000)', [ours]);
    await around.sql('VACUUM ANALYZE outbox');
    const before = await touched();
    for (let turn = 0; turn < 8; turn += 1) expect((await after(9_000 + turn, 10)).events).toHaveLength(10);
    const behind = await touched();
    expect(behind.scanned).toBe(before.scanned);
    expect(behind.found - before.found).toBe(80);
  });
});

const FLUSH = { name: 'flush-statistics', text: 'SELECT pg_stat_force_next_flush()' };

/** Rows of the outbox that were read one after the other, and by an index, since ever. */
async function touched(): Promise<{ scanned: number; found: number }> {
  const workspaceId = asId<'workspace'>(ours as string);
  await reader.rows({ as: 'member', userId: random.id(), workspaceId }, FLUSH, []);
  const [counts] = await around.sql<{ scanned: number; found: number }>(
    `SELECT seq_tup_read::int AS scanned, idx_tup_fetch::int AS found
     FROM pg_stat_user_tables WHERE relname = 'outbox'`,
  );
  return counts as { scanned: number; found: number };
}
