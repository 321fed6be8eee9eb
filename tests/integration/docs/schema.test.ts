import { readFileSync } from 'node:fs';
import { SCHEMA_FILE } from '../../../scripts/generate-docs';
import { readSchema, type Schema } from '../../../scripts/schema/readSchema';
import { schemaAsMarkdown } from '../../../scripts/schema/schemaAsMarkdown';
import { createDatabase, dropDatabase, type TestDatabase } from '../../support/postgres/databases';
import { TEMPLATE } from '../../support/postgres/migratedTemplate';
import { query } from '../../support/postgres/query';

describe('docs/architecture/schema.md', () => {
  let database: TestDatabase;
  let schema: Schema;
  beforeAll(async () => {
    database = await createDatabase(TEMPLATE);
    schema = await readSchema(database.url);
  });
  afterAll(() => dropDatabase(database.name));

  it('is what the migrated database says; otherwise run: npm run generate', () => {
    expect(readFileSync(SCHEMA_FILE, 'utf8')).toBe(schemaAsMarkdown(schema));
  });

  it('shows every table, and a wall around each that belongs to a workspace', () => {
    const walled = schema.tables.filter(({ walled: isWalled }) => isWalled).map(({ name }) => name);
    const ofWorkspaces = schema.tables
      .filter(({ columns }) => columns.some(({ name }) => name === 'workspace_id'))
      .map(({ name }) => name);
    expect(walled).toEqual(expect.arrayContaining([...ofWorkspaces, 'users', 'workspaces']));
    expect(ofWorkspaces).toEqual(expect.arrayContaining(['memberships', 'sessions', 'audit_log', 'outbox']));
  });

  it('notices a new column, a lost policy and a torn-down wall', async () => {
    await query(database.url, 'ALTER TABLE leases ADD COLUMN note text UNIQUE');
    await query(database.url, 'DROP POLICY my_own ON sessions');
    await query(database.url, 'ALTER TABLE outbox NO FORCE ROW LEVEL SECURITY');
    const [before, after] = [schema, await readSchema(database.url)].map((each) =>
      schemaAsMarkdown(each).split('\n'),
    ) as [string[], string[]];
    expect(after.filter((line) => !before.includes(line))).toEqual(['    text note UK "null"']);
    expect(before.filter((line) => line.startsWith('- Policy `my_own`')).length).toBe(
      after.filter((line) => line.startsWith('- Policy `my_own`')).length + 1,
    );
    expect(after.slice(after.indexOf('### outbox'))).toContain('- No row-level security.');
  });
});
