import { Client, DatabaseError, escapeIdentifier } from 'pg';

/** SQLSTATE of what is no fault here (PostgreSQL, appendix A). */
const UNKNOWN_DATABASE = '3D000';
const MADE_MEANWHILE = ['42P04', '23505'];

/** Connects to the database, which also proves that the server answers; makes it when it is missing. */
export async function ensureDatabase(url: string): Promise<void> {
  try {
    await ask(url);
  } catch (error) {
    if (!(error instanceof DatabaseError) || error.code !== UNKNOWN_DATABASE) throw error;
    await createDatabase(url);
  }
}

async function createDatabase(url: string): Promise<void> {
  const maintenance = new URL(url);
  const name = decodeURIComponent(maintenance.pathname.slice(1));
  maintenance.pathname = '/postgres';
  try {
    await ask(maintenance.href, `CREATE DATABASE ${escapeIdentifier(name)}`);
  } catch (error) {
    if (!(error instanceof DatabaseError) || !MADE_MEANWHILE.includes(error.code ?? '')) throw error;
  }
}

async function ask(url: string, statement?: string): Promise<void> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    if (statement !== undefined) await client.query(statement);
  } finally {
    await client.end();
  }
}
