import { Redis } from 'ioredis';
import type { Config } from '../../src/core/config/Config';
import { redisOptions } from '../../src/core/infrastructure/redis/redisOptions';
import { fault, ok, warning, type Finding } from './Finding';

const CHECK = 'redis';
const PINGS = 5;
/** Milliseconds. Above it, asking PostgreSQL would be as quick. */
const SLOW_MS = 5;

/** Whether Redis answers, soon enough, and keeps counters when it is full. Writes nothing. */
export async function checkRedis({ redis }: Config): Promise<Finding> {
  if (redis === null) return ok(CHECK, 'None is configured: Portico runs as one process.');
  const place = `${redis.host}:${redis.port}`;
  const client = new Redis({ ...redisOptions(redis), retryStrategy: () => null });
  let cause: Error | null = null;
  client.on('error', (error: Error) => (cause = error));
  try {
    await client.connect();
    await client.select(redis.db);
    return judged(place, await medianPing(client), await policyOf(client));
  } catch (error) {
    const { message } = cause ?? (error as Error);
    return fault(
      CHECK,
      `${place} does not serve us: ${message.replace(/\.$/, '')}.`,
      'Correct the REDIS_ variables, or start Redis.',
    );
  } finally {
    client.disconnect();
  }
}

function judged(place: string, ms: number, policy: string | null): Finding {
  if (policy?.startsWith('allkeys')) {
    return warning(
      CHECK,
      `${place} has maxmemory-policy ${policy}: when it is full it forgets counters of rate limits.`,
      'Set maxmemory-policy to noeviction.',
    );
  }
  const latency = `${ms.toFixed(1)} ms`;
  if (ms > SLOW_MS) return warning(CHECK, `${place} takes ${latency} to answer.`, 'Put Redis nearer.');
  const policySays = policy === null ? 'it does not tell its maxmemory-policy' : `maxmemory-policy ${policy}`;
  return ok(CHECK, `${place} answers in ${latency}; ${policySays}.`);
}

async function medianPing(client: Redis): Promise<number> {
  const times: number[] = [];
  for (let ping = 0; ping < PINGS; ping += 1) {
    const began = performance.now();
    await client.ping();
    times.push(performance.now() - began);
  }
  return times.sort((one, other) => one - other)[Math.floor(PINGS / 2)] as number;
}

/** From INFO, which also hosts answer that hide CONFIG. */
async function policyOf(client: Redis): Promise<string | null> {
  const info = await client.info('memory');
  return /^maxmemory_policy:(\S+)/m.exec(info)?.[1] ?? null;
}
