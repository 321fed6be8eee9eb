import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Client } from 'pg';
import { Umzug, type MigrationParams, type UmzugStorage } from 'umzug';
import { connectClient, type ClientOptions } from './connectClient';
import { grantLogin, type Login } from './grantLogin';

/** Any constant will do: it is what two processes that migrate the same database meet at. */
const ADVISORY_LOCK = 7_106_825;

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
    return this.locked(async (client, umzug) => {
      const done = await umzug.up();
      if (this.options.login) await grantLogin(client, this.options.login);
      return done.map(({ name }) => name);
    });
  }

  /** Takes back the newest step; with the first one goes the record of steps, too. */
  down(): Promise<string[]> {
    return this.locked(async (client, umzug) => {
      const done = await umzug.down();
      if ((await umzug.executed()).length === 0) await client.query('DROP TABLE schema_migrations');
      return done.map(({ name }) => name);
    });
  }

  status(): Promise<MigrationStatus> {
    return this.connected(async (client) => {
      const umzug = this.umzug(client);
      const names = (steps: { name: string }[]) => steps.map(({ name }) => name);
      return { executed: names(await umzug.executed()), pending: names(await umzug.pending()) };
    });
  }

  private locked<T>(work: (client: Client, umzug: Umzug<Client>) => Promise<T>): Promise<T> {
    return this.connected(async (client) => {
      await client.query('SELECT pg_advisory_lock($1)', [ADVISORY_LOCK]);
      await client.query(
        'CREATE TABLE IF NOT EXISTS schema_migrations (name text PRIMARY KEY, run_at timestamptz NOT NULL DEFAULT now())',
      );
      return work(client, this.umzug(client));
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

  private umzug(client: Client): Umzug<Client> {
    return new Umzug<Client>({
      context: client,
      logger: undefined,
      storage: recordedByTheStep(client),
      migrations: {
        glob: ['*.up.sql', { cwd: this.options.folder }],
        resolve: ({ name: file, path: up = '' }: MigrationParams<Client>) => {
          const name = file.replace(/\.up\.sql$/, '');
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
    executed: async () => {
      const { rows: exists } = await client.query<{ there: boolean }>(
        "SELECT to_regclass('schema_migrations') IS NOT NULL AS there",
      );
      if (!exists[0]?.there) return [];
      const { rows } = await client.query<{ name: string }>(
        'SELECT name FROM schema_migrations ORDER BY name',
      );
      return rows.map(({ name }) => name);
    },
  };
}
