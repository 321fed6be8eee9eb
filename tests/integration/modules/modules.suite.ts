import type { AnyEndpoint } from '../../../src/core/presentation/endpoint';
import { methodsOf, pathsOf } from '../../../src/core/presentation/endpoint';
import { modules } from '../../../src/modules';
import { createDatabase, dropDatabase, type TestDatabase } from '../../support/postgres/databases';
import { TEMPLATE } from '../../support/postgres/migratedTemplate';
import { query } from '../../support/postgres/query';

/** What belongs to the core: everybody's events, jobs and audit lines, and how they are worked off. */
const CORE_TABLES = [
  'audit_log',
  'cache_drops',
  'idempotency_keys',
  'jobs',
  'leases',
  'outbox',
  'schema_migrations',
  'workspace_feeds',
];

const actions = modules.flatMap(({ events }) => Object.values(events).flatMap(({ audit }) => audit ?? []));
const twice = (names: readonly string[]) => names.filter((name, index) => names.indexOf(name) !== index);
const endpoints = modules.flatMap((module): readonly AnyEndpoint[] => module.endpoints);

describe('the modules together', () => {
  it.each([
    ['names', modules.map(({ name }) => name)],
    ['events', modules.flatMap(({ events }) => Object.keys(events))],
    ['audit actions', actions],
    ['permissions', modules.flatMap(({ permissions }) => Object.keys(permissions))],
    ['mails', modules.flatMap(({ mails }) => Object.keys(mails))],
    ['tables', modules.flatMap(({ tables }) => [...tables])],
    ['jobs', modules.flatMap(({ jobs }) => jobs.map(({ kind }) => kind))],
    [
      'reactions to one event',
      modules.flatMap(({ reactions }) => reactions.map(({ on, name }) => `${on} ${name}`)),
    ],
    [
      'routes',
      endpoints.flatMap((endpoint) =>
        methodsOf(endpoint).flatMap((method) =>
          pathsOf(endpoint).map((path) => `${method} ${path.replace(/:\w+/g, ':id')}`),
        ),
      ),
    ],
  ])('declare no %s twice', (_what, names) => {
    expect(names.length).toBeGreaterThan(0);
    expect(twice(names)).toEqual([]);
  });

  it('name what they are about: events by module, actions and permissions with dots', () => {
    expect(actions.filter((action) => !/^[a-z]+([.-][a-z]+)*$/.test(action))).toEqual([]);
    for (const { name, events } of modules) {
      expect(Object.keys(events).filter((event) => !event.split(':').includes(name))).toEqual([]);
    }
    const permissions = modules.flatMap(({ permissions: mine }) => Object.keys(mine));
    expect(permissions.filter((permission) => !/^[a-z]+\.[a-z]+$/.test(permission))).toEqual([]);
  });
});

describe('the tables of a migrated database', () => {
  let database: TestDatabase;
  const sql = <Row extends object>(text: string) => query<Row>(database.url, text);

  beforeAll(async () => {
    database = await createDatabase(TEMPLATE);
  });

  afterAll(() => dropDatabase(database.name));

  it('belong to one module each, or to the core', async () => {
    const rows = await sql<{ name: string }>(
      `SELECT table_name AS name FROM information_schema.tables
       WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`,
    );
    const owned = [...CORE_TABLES, ...modules.flatMap(({ tables }) => [...tables])];
    expect(rows.map(({ name }) => name).sort()).toEqual(owned.sort());
  });

  it('G18 stand behind the wall when they belong to workspaces or accounts', async () => {
    const rows = await sql<{ name: string; walled: boolean; policies: string[] | null; granted: boolean }>(
      `SELECT c.relname AS name, c.relrowsecurity AND c.relforcerowsecurity AS walled,
         (SELECT array_agg(DISTINCT r.rolname::text) FROM pg_policy p JOIN pg_roles r ON r.oid = ANY (p.polroles)
          WHERE p.polrelid = c.oid) AS policies,
         has_table_privilege('portico_app', c.oid, 'SELECT, INSERT, UPDATE, DELETE') AS granted
       FROM pg_class c
       WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
         AND (c.relname IN ('users', 'workspaces') OR EXISTS (
           SELECT 1 FROM pg_attribute a
           WHERE a.attrelid = c.oid AND a.attname = 'workspace_id' AND NOT a.attisdropped))`,
    );
    expect(rows.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['users', 'workspaces', 'memberships', 'sessions', 'audit_log', 'outbox']),
    );
    expect(rows.filter(({ walled }) => !walled)).toEqual([]);
    const open = rows.filter(({ granted, policies }) => granted && !policies?.includes('portico_app'));
    expect(open).toEqual([]);
    expect(rows.filter(({ policies }) => !policies?.includes('portico_system'))).toEqual([]);
  });

  it('are out of reach for the walled role when they stand behind no wall', async () => {
    const rows = await sql<{ name: string }>(
      `SELECT c.relname AS name FROM pg_class c
       WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relrowsecurity
         AND (has_any_column_privilege('portico_app', c.oid, 'SELECT, UPDATE')
           OR has_table_privilege('portico_app', c.oid, 'DELETE'))`,
    );
    expect(rows.map(({ name }) => name)).toEqual([]);
  });

  it('K2 belong to neither of the two roles, which log in nowhere and bypass nothing', async () => {
    const roles = await sql(
      `SELECT rolname, rolcanlogin OR rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb AS able,
         EXISTS (SELECT 1 FROM pg_class c WHERE c.relowner = r.oid) AS owns
       FROM pg_roles r WHERE rolname IN ('portico_app', 'portico_system') ORDER BY rolname`,
    );
    expect(roles).toEqual([
      { rolname: 'portico_app', able: false, owns: false },
      { rolname: 'portico_system', able: false, owns: false },
    ]);
  });

  it('G17 let nobody change or delete an audit line', async () => {
    const rows = await sql<{ role: string; able: boolean }>(
      `SELECT rolname AS role, has_table_privilege(rolname, 'audit_log', 'UPDATE, DELETE, TRUNCATE') AS able
       FROM pg_roles WHERE rolname IN ('portico_app', 'portico_system')`,
    );
    expect(rows).toHaveLength(2);
    expect(rows.filter(({ able }) => able)).toEqual([]);
  });

  it('G20 refer to what lies in the same workspace by a key that holds the workspace', async () => {
    const rows = await sql(
      `SELECT con.conname FROM pg_constraint con
       JOIN pg_attribute child ON child.attrelid = con.conrelid AND child.attname = 'workspace_id'
       JOIN pg_attribute parent ON parent.attrelid = con.confrelid AND parent.attname = 'workspace_id'
       WHERE con.contype = 'f' AND NOT child.attnum = ANY (con.conkey)`,
    );
    expect(rows).toEqual([]);
  });
});
