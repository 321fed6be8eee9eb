import type { RedisOptions } from 'ioredis';
import type { RedisConfig } from '../../config/Config';

/** Milliseconds. A Redis that is away or slow must cost a request next to nothing. */
const COMMAND_MS = 250;
const CONNECT_MS = 1_000;
const DISCONNECT_MS = 100;
const LONGEST_PAUSE_MS = 2_000;

/** ioredis as it comes holds a call back for over a minute when Redis is gone. */
export function redisOptions({ host, port, user, password, db, tls }: RedisConfig): RedisOptions {
  return {
    ...{ host, port, db },
    ...(user !== null && { username: user }),
    ...(password !== null && { password }),
    ...(tls && { tls: { servername: host } }),
    connectionName: 'portico',
    lazyConnect: true,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 1,
    commandTimeout: COMMAND_MS,
    connectTimeout: CONNECT_MS,
    disconnectTimeout: DISCONNECT_MS,
    keepAlive: 10_000,
    retryStrategy: (attempt) => Math.min(50 * 2 ** Math.min(attempt, 10), LONGEST_PAUSE_MS),
  };
}
