import type { Log } from '../../application/Log';
import type { Service } from '../../kit/defineModule';
import type { ScopedReader } from '../database/ScopedReader';
import type { VouchedCache } from './VouchedCache';

const EVERY_MS = 400;
/** Together with the polling, less than the second within which a revocation must bite. */
const VOUCH_MS = 950;
/** Longer than a silence that is borne and the life of a transaction together: a drop that commits late is in it. */
const WINDOW = '15 seconds';
/** After a longer one, drops may have come and gone unheard. */
const LONGEST_SILENCE_MS = 5_000;

const RECENT_DROPS = {
  name: 'recent-drops',
  text: `SELECT id, cache_key AS key FROM cache_drops WHERE dropped_at > now() - interval '${WINDOW}'`,
};
const SCOPE = { as: 'system', for: 'hearing of dropped values' } as const;

/**
 * Hears from PostgreSQL what was changed behind this process's back, and vouches for this process's cache as long as it hears.
 * When it stops hearing, nothing that is remembered is believed any more; what was remembered before a long
 * silence never is again.
 */
export class InvalidationPoll implements Service {
  private readonly seen = new Set<string>();
  private timer: NodeJS.Timeout | undefined;
  private stopped = false;
  private heardAt = 0;

  constructor(
    private readonly reader: ScopedReader,
    private readonly cache: VouchedCache,
    private readonly log: Log,
  ) {}

  async start(): Promise<void> {
    await this.poll();
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  private async poll(): Promise<void> {
    const asked = performance.now();
    try {
      const drops = await this.reader.rows<{ id: string; key: string }>(SCOPE, RECENT_DROPS, []);
      if (asked - this.heardAt > LONGEST_SILENCE_MS) this.cache.clear();
      this.apply(drops);
      await this.cache.heard?.();
      this.heardAt = asked;
      this.cache.vouch(VOUCH_MS - (performance.now() - asked));
    } catch (error) {
      this.log.warn('Changes of other processes cannot be heard; nothing cached is believed', { error });
    }
    if (this.stopped) return;
    this.timer = setTimeout(() => void this.poll(), EVERY_MS);
    this.timer.unref();
  }

  private apply(drops: readonly { readonly id: string; readonly key: string }[]): void {
    for (const { id, key } of drops) {
      if (!this.seen.has(id)) this.cache.drop(key);
    }
    this.seen.clear();
    for (const { id } of drops) this.seen.add(id);
  }
}
