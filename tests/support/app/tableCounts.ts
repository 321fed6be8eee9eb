import type { TestApp } from './TestApp';

interface TableState {
  readonly name: string;
  readonly rows: number;
  readonly checksum: string | null;
}

/** What processes tell each other, and what follows the audit log in the background: it changes by itself. */
const RESTLESS = new Set(['audit_chain', 'audit_unchained', 'cache_drops', 'leases']);

/** Erased in the background ten seconds after a refresh. */
const RESTLESS_COLUMN = 'successor_salt';

const statements = new WeakMap<TestApp, Promise<string>>();

async function statement(app: TestApp): Promise<string> {
  const tables = await app.sql<{ name: string }>(
    `SELECT quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = 'public'`,
  );
  const row = `(to_jsonb(t) - '${RESTLESS_COLUMN}')::text`;
  return tables
    .filter(({ name }) => !RESTLESS.has(name))
    .map(
      ({ name }) =>
        `SELECT '${name}' AS name, count(*)::int AS rows, md5(string_agg(${row}, '|' ORDER BY ${row})) AS checksum
         FROM ${name} t`,
    )
    .join(' UNION ALL ');
}

/** How many rows each table holds, and a checksum over them. */
async function tableStates(app: TestApp): Promise<Map<string, TableState>> {
  await app.drain();
  if (!statements.has(app)) statements.set(app, statement(app));
  const states = await app.sql<TableState>((await statements.get(app)) ?? '');
  return new Map(states.map((state) => [state.name, state]));
}

/** Rows that `act` and the background work it caused added to (or took from) each table; unchanged ones are left out. */
export async function rowsAdded(
  app: TestApp,
  act: () => PromiseLike<unknown>,
): Promise<Record<string, number>> {
  const before = await tableStates(app);
  await act();
  const after = await tableStates(app);
  const differences = [...after.values()].map(
    ({ name, rows }) => [name, rows - (before.get(name)?.rows ?? 0)] as const,
  );
  return Object.fromEntries(differences.filter(([, added]) => added !== 0));
}

/** Names of the tables of which `act`, and the background work it caused, changed anything at all. */
export async function tablesChanged(app: TestApp, act: () => PromiseLike<unknown>): Promise<string[]> {
  const before = await tableStates(app);
  await act();
  const after = await tableStates(app);
  return [...after.values()]
    .filter(({ name, checksum }) => checksum !== before.get(name)?.checksum)
    .map(({ name }) => name)
    .sort();
}
