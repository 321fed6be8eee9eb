import type { TestApp } from './TestApp';

/** Names of the tables in which the text stands somewhere in the clear, also as bytes or base64. */
export async function tablesHolding(app: TestApp, text: string): Promise<string[]> {
  const tables = await app.sql<{ name: string }>(
    `SELECT quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1`,
  );
  const looks = tables.map(
    ({ name }) =>
      `SELECT '${name}' AS name WHERE EXISTS (
         SELECT 1 FROM ${name} t, unnest($1::text[]) AS needle WHERE position(needle IN t::text) > 0)`,
  );
  const bytes = Buffer.from(text);
  const needles = [text, bytes.toString('hex'), bytes.toString('base64url')];
  const found = await app.sql<{ name: string }>(looks.join(' UNION ALL '), [needles]);
  return found.map(({ name }) => name);
}
