import type { DropHistory, WalEnd } from './DropHistory';
import type { InProcessCache } from './InProcessCache';
import type { StampedEntries } from './StampedEntries';
import type { VouchedCache } from './VouchedCache';

/** Where several processes find what one of them has read. May lose, repeat or make up anything. */
export interface Shelf {
  /** Null when there is nothing, or no answer in time. Never rejects. */
  get(key: string): Promise<Buffer | null>;
  put(key: string, entry: Buffer): void;
}

/**
 * What this process does not remember, another one may have read already. An entry of the shelf is believed
 * under the condition under which this process believes its own memory, and only when it was read after every
 * change of its key (`DropHistory`).
 */
export class TwoLevelCache implements VouchedCache {
  constructor(
    private readonly memory: InProcessCache,
    private readonly shelf: Shelf,
    private readonly entries: StampedEntries,
    private readonly history: DropHistory,
    private readonly walEnd: () => Promise<WalEnd | null>,
  ) {}

  through<T extends object>(key: string, load: () => Promise<T | null>): Promise<T | null> {
    return this.memory.through(
      key,
      async () => ((await this.fromShelf(key)) as T | null) ?? this.read(key, load),
    );
  }

  drop(key: string): void {
    this.history.dropped(key);
    this.memory.drop(key);
  }

  vouch(ms: number): void {
    this.memory.vouch(ms);
  }

  clear(): void {
    this.history.forget();
    this.memory.clear();
  }

  heard(): Promise<void> {
    return this.history.place(this.walEnd);
  }

  private async fromShelf(key: string): Promise<object | null> {
    if (!this.memory.isVouched || this.history.stamp === null) return null;
    const bytes = await this.shelf.get(key);
    const entry = bytes && this.entries.open(key, bytes);
    const isBelieved = entry && this.memory.isVouched && this.history.believes(key, entry.stamp);
    return isBelieved ? entry.value : null;
  }

  private async read<T extends object>(key: string, load: () => Promise<T | null>): Promise<T | null> {
    const { stamp } = this.history;
    const value = await load();
    const entry = value && stamp && this.entries.close(key, { stamp, value });
    if (entry) this.shelf.put(key, entry);
    return value;
  }
}
