/** A place in the write-ahead log of PostgreSQL: bytes from its beginning. */
export interface WalPosition {
  readonly timeline: string;
  readonly at: number;
}

/** Where the log ends now, and up to where it would survive a crash. */
export interface WalEnd {
  readonly timeline: string;
  readonly inserted: number;
  readonly flushed: number;
}

const MOST_KEYS = 100_000;

/**
 * Tells whether a value that was read somewhere, some time, may still be believed: it may when it was read after
 * the last change of its key that this process heard of.
 *
 * A value is stamped with a `flushed` position taken before it was read; a change that was heard gets the
 * `inserted` position taken after it was heard. A reading that missed the change began before the change was
 * visible, so its stamp is not above the change's position, whatever clocks say, also across a crash of
 * PostgreSQL: what was flushed stays. So only stamps above it are believed. What is forgotten here, for want of
 * room or of hearing, raises the bar for all keys.
 */
export class DropHistory {
  private readonly drops = new Map<string, number>();
  /** Heard, with a position to come: nothing is believed of these. */
  private pending = new Set<string>();
  private placing = new Set<string>();
  private since = Infinity;
  private timeline: string | null = null;
  private latest: WalPosition | null = null;

  constructor(private readonly mostKeys = MOST_KEYS) {}

  /** To stamp what is read from now on; null while nobody knows. */
  get stamp(): WalPosition | null {
    return this.latest;
  }

  believes(key: string, { timeline, at }: WalPosition): boolean {
    if (timeline !== this.latest?.timeline || at <= this.since) return false;
    if (this.pending.has(key) || this.placing.has(key)) return false;
    return at > (this.drops.get(key) ?? 0);
  }

  dropped(key: string): void {
    this.pending.add(key);
  }

  /** Nothing stamped before the next placing is believed: changes may have come and gone unheard. */
  forget(): void {
    this.drops.clear();
    this.pending.clear();
    this.placing.clear();
    this.since = Infinity;
    this.latest = null;
  }

  /** Places what was heard until now. @param ask where the log ends; null on a standby */
  async place(ask: () => Promise<WalEnd | null>): Promise<void> {
    for (const key of this.pending) this.placing.add(key);
    this.pending = new Set();
    const end = await ask();
    this.latest = null;
    if (end === null) return;
    const { timeline, inserted, flushed } = end;
    for (const key of this.placing) {
      this.drops.delete(key);
      this.drops.set(key, inserted);
    }
    this.placing = new Set();
    if (this.timeline !== timeline || this.since === Infinity) this.since = inserted;
    this.timeline = timeline;
    this.makeRoom();
    this.latest = { timeline, at: flushed };
  }

  private makeRoom(): void {
    for (const [key, at] of this.drops) {
      if (this.drops.size <= this.mostKeys) return;
      this.drops.delete(key);
      this.since = Math.max(this.since, at);
    }
  }
}
