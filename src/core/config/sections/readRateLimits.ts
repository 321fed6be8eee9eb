import type { RateLimitConfig } from '../Config';
import type { Reading } from '../Reading';

export function readRateLimits(reading: Reading): RateLimitConfig {
  return {
    enabled: reading.value('RATE_LIMIT_ENABLED') ?? true,
    windowMs: reading.value('RATE_LIMIT_WINDOW_MS') ?? 900_000,
    maxRequests: reading.value('RATE_LIMIT_MAX_REQUESTS') ?? 100,
    maxAuthenticated: reading.value('RATE_LIMIT_MAX_AUTHENTICATED') ?? 3000,
    maxAuth: reading.value('RATE_LIMIT_MAX_AUTH') ?? 30,
  };
}
