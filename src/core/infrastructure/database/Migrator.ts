import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Client } from 'pg';
import type { MigrationParams, Umzug, UmzugStorage } from 'umzug';
import { connectClient, type ClientOptions } from './connectClient';
import { grantLogin, type Login } from './grantLogin';

/** Any constant will do: it is what two processes that migrate the same database meet at. */
const ADVISORY_LOCK = 7_106_825;
const UP = '.up.sql';

/** As whom it connects owns the tables. */
export interface MigratorOptions extends ClientOptions {
  /** The folder with `<timestamp>-<name>.up.sql` and `.down.sql`. */
  readonly folder: string;
  /** The application's login, to be granted the walled and the system role; null when the owner is the only one. */
  readonly login: Login | null;
}

export interface MigrationStatus {
  readonly executed: string[];
  readonly pending: string[];
}

/**
 * Brings the schema up or down. Each step and its record commit together, and an advisory lock lets one
 * process migrate while others wait: a migration killed half way is simply run again.
 */
export class Migrator {
  constructor(private readonly options: MigratorOptions) {}

  up(): Promise<string[]> {
    return this.locked(async (client) => {
      const { pending } = await this.statusBy(client);
      if (pending.length > 0) await (await this.umzug(client)).up();
      if (this.options.login) await grantLogin(client, this.options.login);
      return pending;
    });
  }

  /** Takes back the newest step; with the first one goes the record of steps, too. */
  down(): Promise<string[]> {
    return this.locked(async (client) => {
      const umzug = await this.umzug(client);
      const done = await umzug.down();
      if ((await executed(client)).length === 0) await client.query('DROP TABLE schema_migrations');
      return done.map(({ name }) => name);
    });
  }

  status(): Promise<MigrationStatus> {
    return this.connected((client) => this.statusBy(client));
  }

  private async statusBy(client: Client): Promise<MigrationStatus> {
    const done = await executed(client);
    const steps = (await readdir(this.options.folder)).filter((file) => file.endsWith(UP)).sort();
    const pending = steps.map((file) => file.slice(0, -UP.length)).filter((name) => !done.includes(name));
    return { executed: done, pending };
  }

  private locked<T>(work: (client: Client) => Promise<T>): Promise<T> {
    return this.connected(async (client) => {
      await client.query('SELECT pg_advisory_lock($1)', [ADVISORY_LOCK]);
      await client.query(
        'CREATE TABLE IF NOT EXISTS schema_migrations (name text PRIMARY KEY, run_at timestamptz NOT NULL DEFAULT now())',
      );
      return work(client);
    });
  }

  private async connected<T>(work: (client: Client) => Promise<T>): Promise<T> {
    const client = await connectClient(this.options);
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  }

  /** Loaded for steps to make only: with it comes a command line that would be a tenth of each start. */
  private async umzug(client: Client): Promise<Umzug<Client>> {
    const umzug = await import('umzug');
    return new umzug.Umzug<Client>({
      context: client,
      logger: undefined,
      storage: recordedByTheStep(client),
      migrations: {
        glob: [`*${UP}`, { cwd: this.options.folder }],
        resolve: ({ name: file, path: up = '' }: MigrationParams<Client>) => {
          const name = file.slice(0, -UP.length);
          const down = path.join(path.dirname(up), `${name}.down.sql`);
          return {
            name,
            up: () => step(client, up, 'INSERT INTO schema_migrations (name) VALUES ($1)', name),
            down: () => step(client, down, 'DELETE FROM schema_migrations WHERE name = $1', name),
          };
        },
      },
    });
  }
}

async function step(client: Client, file: string, record: string, name: string): Promise<void> {
  const sql = await readFile(file, 'utf8');
  await client.query('BEGIN');
  try {
    await client.query(sql);
    await client.query(record, [name]);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}

function recordedByTheStep(client: Client): UmzugStorage {
  return {
    logMigration: () => Promise.resolve(),
    unlogMigration: () => Promise.resolve(),
    executed: () => executed(client),
  };
}

async function executed(client: Client): Promise<string[]> {
  const { rows: exists } = await client.query<{ there: boolean }>(
    "SELECT to_regclass('schema_migrations') IS NOT NULL AS there",
  );
  if (!exists[0]?.there) return [];
  const { rows } = await client.query<{ name: string }>('SELECT name FROM schema_migrations ORDER BY name');
  return rows.map(({ name }) => name);
}
