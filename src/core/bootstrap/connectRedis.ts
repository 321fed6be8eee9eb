import { createHash } from 'node:crypto';
import type { Log } from '../application/Log';
import type { Config } from '../config/Config';
import type { ScopedReader } from '../infrastructure/database/ScopedReader';
import { RedisConnection } from '../infrastructure/redis/RedisConnection';

/** What processes on one database share. */
export interface SharedRedis {
  readonly connection: RedisConnection;
  /** Before every key: installations on one Redis do not meet. */
  readonly prefix: string;
}

const SCOPE = { as: 'system', for: 'naming this installation' } as const;
const IDENTITY = {
  name: 'database-identity',
  text: `SELECT concat_ws('/', (SELECT system_identifier FROM pg_control_system()), oid) AS id
         FROM pg_database WHERE datname = current_database()`,
};

/** Null: none is configured. One that is away is waited for beside everything else. */
export async function connectRedis(
  { redis }: Config,
  reader: ScopedReader,
  log: Log,
): Promise<SharedRedis | null> {
  if (redis === null) return null;
  const [database] = await reader.rows<{ id: string }>(SCOPE, IDENTITY, []);
  const installation = createHash('sha256')
    .update(database?.id ?? '')
    .digest('hex')
    .slice(0, 12);
  const connection = new RedisConnection(redis, log);
  await connection.start();
  return { connection, prefix: `portico:${installation}:` };
}
