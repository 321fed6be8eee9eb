import type { Cache } from '../../application/Cache';

/** A cache that believes what it remembers only as long as somebody hears what changes. */
export interface VouchedCache extends Cache {
  /** Every change committed before now was dropped: what is left may be believed for so many milliseconds. */
  vouch(ms: number): void;
  /** Forgets everything, as after changes that could not be heard. */
  clear(): void;
  /** All drops that were committed by now were handed over. */
  heard?(): Promise<void>;
}
