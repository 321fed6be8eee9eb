import { randomBytes } from 'node:crypto';
import { escapeIdentifier } from 'pg';
import { query } from './query';

export interface TestDatabase {
  readonly name: string;
  /** As superuser. */
  readonly url: string;
}

/** An empty database, or a copy of `template`, to which nobody may be connected meanwhile. */
export async function createDatabase(template = 'template0'): Promise<TestDatabase> {
  const name = `test_${randomBytes(8).toString('hex')}`;
  const source = escapeIdentifier(template);
  await query(adminUrl(), `CREATE DATABASE ${escapeIdentifier(name)} TEMPLATE ${source} STRATEGY file_copy`);
  const url = new URL(adminUrl());
  url.pathname = `/${name}`;
  return { name, url: url.href };
}

/** Whoever is still connected is cut off. */
export async function dropDatabase(name: string): Promise<void> {
  await query(adminUrl(), `DROP DATABASE IF EXISTS ${escapeIdentifier(name)} WITH (FORCE)`);
}

function adminUrl(): string {
  const url = process.env.TEST_DATABASE_ADMIN_URL;
  if (url === undefined) throw new Error('TEST_DATABASE_ADMIN_URL is set by globalSetup: run through Jest');
  return url;
}
