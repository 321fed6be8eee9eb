import type { RedisConfig } from '../Config';
import type { Reading } from '../Reading';

const PARTS = ['REDIS_HOST', 'REDIS_PORT', 'REDIS_PASSWORD', 'REDIS_DB'] as const;

/** Null: no Redis. */
export function readRedis(reading: Reading): RedisConfig | null {
  const parts = PARTS.filter((name) => reading.given(name));
  if (reading.given('REDIS_URL')) {
    if (parts.length > 0) {
      reading.fault(`REDIS_URL and ${parts.join(', ')} are both set: keep the one or the other.`);
    }
    return reading.value('REDIS_URL') ?? null;
  }
  if (parts.length === 0) return null;
  if (!reading.given('REDIS_HOST')) {
    reading.fault(`${parts[0]} is set without REDIS_HOST: set REDIS_HOST, or give REDIS_URL in their place.`);
  }
  return {
    host: reading.value('REDIS_HOST') ?? '',
    port: reading.value('REDIS_PORT') ?? 6379,
    user: null,
    password: reading.value('REDIS_PASSWORD') ?? null,
    db: reading.value('REDIS_DB') ?? 0,
    tls: false,
  };
}
