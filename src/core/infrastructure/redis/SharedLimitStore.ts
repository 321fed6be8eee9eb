import {
  MemoryStore,
  type ClientRateLimitInfo,
  type IncrementResponse,
  type Options,
  type Store,
} from 'express-rate-limit';
import { RedisStore } from 'rate-limit-redis';
import type { RedisConnection } from './RedisConnection';
import { scripted } from './scripted';

/**
 * Counts for all processes in Redis. While Redis is away each process counts by itself, and lets about half as
 * many calls pass, since it does not see those of the others.
 */
export class SharedLimitStore implements Store {
  private readonly shared: RedisStore;
  private readonly own = new MemoryStore();

  constructor(redis: RedisConnection, prefix: string) {
    this.shared = new RedisStore({ sendCommand: scripted(redis), prefix });
  }

  async init(options: Options): Promise<void> {
    this.own.init(options);
    await this.shared.init(options);
  }

  async increment(key: string): Promise<IncrementResponse> {
    try {
      return await this.shared.increment(key);
    } catch {
      return stricter(await this.own.increment(key));
    }
  }

  async decrement(key: string): Promise<void> {
    await Promise.allSettled([this.shared.decrement(key), this.own.decrement(key)]);
  }

  async resetKey(key: string): Promise<void> {
    await Promise.allSettled([this.shared.resetKey(key), this.own.resetKey(key)]);
  }

  async get(key: string): Promise<ClientRateLimitInfo | undefined> {
    return this.shared.get(key).catch(() => this.own.get(key));
  }

  shutdown(): void {
    this.own.shutdown();
  }
}

/** Of two calls allowed, one passes; of one, that one. */
function stricter({ totalHits, resetTime }: IncrementResponse): IncrementResponse {
  return { totalHits: totalHits * 2 - 1, resetTime };
}
