import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Client } from 'pg';
import { fault, ok, type Finding } from './Finding';

const CHECK = 'indexes';
const STATEMENT =
  /\b(?:CREATE\s+(?:UNIQUE\s+)?INDEX\s+(?:IF\s+NOT\s+EXISTS\s+)?(\w+)\s+ON|DROP\s+INDEX\s+(?:IF\s+EXISTS\s+)?(\w+))/gi;

const VALID = `
  SELECT c.relname AS name FROM pg_class c JOIN pg_index i ON i.indexrelid = c.oid
  WHERE c.relnamespace = 'public'::regnamespace AND i.indisvalid`;

/** Whether every index that the migrations make is there and valid. */
export async function checkIndexes(client: Client, migrations: string): Promise<Finding> {
  const made = await madeByMigrations(migrations);
  const { rows } = await client.query<{ name: string }>(VALID);
  const valid = new Set(rows.map(({ name }) => name));
  const missing = [...made].filter((name) => !valid.has(name));
  if (missing.length === 0) return ok(CHECK, `All ${made.size} of the migrations are there.`);
  const remedy = 'Make them again as the files in migrations/ say, with CREATE INDEX CONCURRENTLY.';
  return fault(CHECK, `Missing or invalid: ${missing.join(', ')}.`, remedy);
}

async function madeByMigrations(folder: string): Promise<Set<string>> {
  const made = new Set<string>();
  const files = (await readdir(folder)).filter((file) => file.endsWith('.up.sql')).sort();
  for (const file of files) {
    const sql = await readFile(path.join(folder, file), 'utf8');
    for (const [, created, dropped] of sql.matchAll(STATEMENT)) {
      if (created !== undefined) made.add(created);
      if (dropped !== undefined) made.delete(dropped);
    }
  }
  return made;
}
