import { collectRetention } from '../../../../src/core/bootstrap/collectRetention';
import type { ModuleDefinition } from '../../../../src/core/kit/defineModule';
import { isSpent, type SpentRows } from '../../../../src/core/kit/RetentionRule';
import {
  deleteStatement,
  pickStatement,
} from '../../../../src/core/infrastructure/retention/retentionStatements';
import { modules } from '../../../../src/modules';
import { MigratedDatabase } from '../../../support/postgres/MigratedDatabase';
import { look, retentionOn } from '../../../support/retention/retentionOn';
import { SCENE, SPENT_SAMPLES } from '../../../support/retention/spentSamples';

const SYSTEM = { as: 'system', for: 'testing' } as const;
const rules = collectRetention(modules);
const spent = rules.filter(isSpent);
const named = spent.map((rule) => [`${rule.rows} (${rule.table})`, rule] as const);

let db: MigratedDatabase;
beforeAll(async () => {
  db = await MigratedDatabase.create(2);
  await db.sql(SCENE);
});
afterAll(() => db.drop());
beforeEach(() => db.sql('TRUNCATE leases'));

/** @param more how much longer than it is kept; less with a minus. */
async function insert(sample: string, count: number, { kept }: SpentRows, more: string): Promise<void> {
  const [age] = await db.sql<{ text: string }>('SELECT ($1::interval + $2::interval)::text AS text', [
    kept,
    more,
  ]);
  await db.sql(sample, [count, age?.text]);
}

const samplesOf = ({ index }: SpentRows) => SPENT_SAMPLES[index] ?? [];

describe('what is kept, and how long', () => {
  it('is said of every table, by the module that owns it', async () => {
    const tables = await db.sql<{ name: string }>(
      `SELECT table_name AS name FROM information_schema.tables
       WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`,
    );
    const said = new Set(rules.map(({ table }) => table));
    expect(tables.map(({ name }) => name).filter((name) => !said.has(name))).toEqual([]);
    for (const { tables: mine, retention = [] } of modules as readonly ModuleDefinition[]) {
      expect(retention.map(({ table }) => table).filter((table) => !mine.includes(table))).toEqual([]);
    }
  });

  it('is tried out for every rule, by samples in tests/support/retention', () => {
    expect(Object.keys(SPENT_SAMPLES).sort()).toEqual(spent.map(({ index }) => index).sort());
  });

  it('lets what refers to others go before those', async () => {
    const references = await db.sql<{ child: string; parent: string }>(
      `SELECT conrelid::regclass::text AS child, confrelid::regclass::text AS parent FROM pg_constraint
       WHERE contype = 'f' AND conrelid <> confrelid`,
    );
    const order = spent.map(({ table }) => table);
    const pairs = references.filter(({ child, parent }) => order.includes(child) && order.includes(parent));
    expect(pairs).toContainEqual({ child: 'refresh_tokens', parent: 'sessions' });
    const late = pairs.filter(({ child, parent }) => order.lastIndexOf(child) > order.indexOf(parent));
    expect(late).toEqual([]);
  });
});

describe.each(named)('%s', (_name, rule) => {
  it('go when their time is over, and no earlier', async () => {
    const retention = retentionOn(db.database, spent);
    for (const sample of samplesOf(rule)) {
      await db.sql(`DELETE FROM ${rule.table} t WHERE ${rule.since} < now() + interval '1 day'`);
      await insert(sample, 3, rule, '20 seconds');
      await insert(sample, 2, rule, '-20 seconds');
      await look(retention);
      const left = await db.sql<{ young: boolean }>(
        `SELECT ${rule.since} > now() - interval '${rule.kept}' AS young FROM ${rule.table}
         WHERE ${rule.where ?? 'true'} AND ${rule.since} < now() + interval '1 day'`,
      );
      expect(left).toEqual([{ young: true }, { young: true }]);
    }
  });

  it('X34 are found by their index, among many and when there are none', async () => {
    const [sample = ''] = samplesOf(rule);
    await insert(sample, 20, rule, '1 day');
    await insert(sample, 1_000, rule, '-20 seconds');
    await db.sql(`ANALYZE ${rule.table}`);
    const among = await planOf(pickStatement(rule), 100);
    await look(retentionOn(db.database, spent));
    await db.sql(`ANALYZE ${rule.table}`);
    const none = await planOf(pickStatement(rule), 100);
    for (const plan of [among, none]) {
      expect(plan).toContain(`using ${rule.index} on ${rule.table}`);
      expect(plan).not.toContain('Seq Scan');
    }
    expect(await planOf(deleteStatement(rule), ['(0,1)', '(0,2)'])).toContain(`Tid Scan on ${rule.table}`);
  });
});

function planOf(statement: string, value: unknown): Promise<string> {
  return db.unit.run(SYSTEM, async () => {
    const rows = await db.database.rows<{ 'QUERY PLAN': string }>(`EXPLAIN ${statement}`, [value]);
    return rows.map((row) => row['QUERY PLAN']).join('\n');
  });
}
