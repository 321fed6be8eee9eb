import type { Shelf } from '../cache/TwoLevelCache';
import type { RedisConnection } from './RedisConnection';

/** Milliseconds; the net under the stamps of the entries. */
const LIFE_MS = 60_000;

export class RedisShelf implements Shelf {
  constructor(
    private readonly redis: RedisConnection,
    private readonly prefix: string,
  ) {}

  get(key: string): Promise<Buffer | null> {
    return this.redis.ask((client) => client.getBuffer(this.prefix + key)).catch(() => null);
  }

  put(key: string, entry: Buffer): void {
    void this.redis
      .ask((client) => client.set(this.prefix + key, entry, 'PX', LIFE_MS))
      .catch(() => undefined);
  }
}
