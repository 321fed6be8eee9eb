import type { ModelCtor } from 'sequelize-typescript';
import { Database, scopeTransactions } from './Database';

export interface DatabaseOptions {
  readonly url: string;
  readonly pool: { readonly min: number; readonly max: number };
  readonly ssl: false | { readonly rejectUnauthorized: boolean };
  readonly models: readonly ModelCtor[];
}

/** Milliseconds. A statement, a lock or a connection that takes longer ends in 503, not in a hanging request. */
const LIMITS = {
  statement_timeout: 4_500,
  /** Beyond the server's own limit: for a server that stands still. */
  query_timeout: 5_000,
  lock_timeout: 2_000,
  idle_in_transaction_session_timeout: 10_000,
  connectionTimeoutMillis: 3_000,
};

/** Connects lazily: the first statement opens the first connection. */
export function openDatabase(options: DatabaseOptions): Database {
  const database = new Database(options.url, {
    dialect: 'postgres',
    logging: false,
    models: [...options.models],
    pool: { min: options.pool.min, max: options.pool.max, acquire: 3_000, idle: 30_000 },
    dialectOptions: { ...LIMITS, ssl: options.ssl, keepAlive: true, application_name: 'portico' },
    retry: { max: 0 },
    define: { underscored: true, timestamps: false },
  });
  scopeTransactions(database);
  return database;
}
