import type { Cache } from '../../application/Cache';
import type { Service } from '../../kit/defineModule';
import type { RedisConnection } from './RedisConnection';

/** Keys in one message. */
const MOST_KEYS = 1_000;

/** Tells other processes what to forget, sooner than they ask PostgreSQL; what is lost here they hear there. */
export class DropChannel implements Service {
  constructor(
    private readonly redis: RedisConnection,
    private readonly channel: string,
    private readonly cache: Cache,
  ) {}

  start(): void {
    this.redis.subscribe(this.channel, (message) => {
      for (const key of keysIn(message)) this.cache.drop(key);
    });
  }

  /** The connection ends with Redis. */
  stop(): void {}

  tell(keys: readonly string[]): void {
    for (let at = 0; at < keys.length; at += MOST_KEYS) {
      const message = JSON.stringify(keys.slice(at, at + MOST_KEYS));
      void this.redis.ask((client) => client.publish(this.channel, message)).catch(() => undefined);
    }
  }
}

function keysIn(message: string): string[] {
  try {
    const keys = JSON.parse(message) as unknown;
    return Array.isArray(keys) ? keys.filter((key) => typeof key === 'string') : [];
  } catch {
    return [];
  }
}
