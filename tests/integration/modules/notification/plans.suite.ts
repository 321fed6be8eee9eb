import type { UserId } from '../../../../src/core/domain/ids';
import type { ScopedReader } from '../../../../src/core/infrastructure/database/ScopedReader';
import { SqlMyNotifications } from '../../../../src/modules/notification/infrastructure/SqlMyNotifications';
import { PostgresSurroundings } from '../../../support/surroundings/PostgresSurroundings';

let around: PostgresSurroundings;
let ann: UserId;
let plan: string;
beforeAll(async () => {
  around = await PostgresSurroundings.open();
  ann = (await around.person()).userId;
  const bob = (await around.person()).userId;
  await around.sql(
    `INSERT INTO notifications (user_id, id, kind, message, facts, read_at)
     SELECT CASE WHEN n % 2 = 0 THEN $1 ELSE $2 END::uuid, gen_random_uuid(), 'kind', 'message', '{}',
       CASE WHEN n % 500 > 1 THEN now() END
     FROM generate_series(1, 20000) n`,
    [ann, bob],
  );
  await around.sql('VACUUM ANALYZE notifications');
});
afterAll(() => around.close());

/** Tells how PostgreSQL would answer, behind the wall of whoever asks. */
const explaining = {
  rows: async (scope, { text }, values) => {
    const lines = await around.unit.run(scope, () =>
      around.database.rows<{ 'QUERY PLAN': string }>(`EXPLAIN ${text}`, values),
    );
    plan = lines.map((line) => line['QUERY PLAN']).join('\n');
    return [];
  },
  close: () => Promise.resolve(),
} satisfies ScopedReader;
const mine = new SqlMyNotifications(explaining);

describe('among many notifications', () => {
  it('the unread ones are counted by an index that holds no others', async () => {
    await mine.unread(ann);
    expect(plan).toMatch(/Scan (on|using) notifications_unread_idx/);
    expect(plan).not.toContain('Seq Scan');
  });

  it('a page of the unread ones, and of all, is read in order from an index', async () => {
    const page = { limit: 26, after: null };
    await mine.list(ann, true, page);
    expect(plan).toContain('using notifications_unread_idx');
    await mine.list(ann, false, page);
    expect(plan).toContain('Index Scan Backward using notifications_pkey');
    expect(plan).not.toContain('Sort');
  });
});
