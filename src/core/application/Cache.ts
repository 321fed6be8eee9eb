import { token } from '../domain/token';

/**
 * A bounded look-aside cache that never outlives a change: `drop` also spoils loads that are under way, so
 * a value read before a commit cannot be stored after it.
 */
export interface Cache {
  /** The cached value, or what `load` answers. Parallel callers of one key share one load. */
  through<T extends object>(key: string, load: () => Promise<T | null>): Promise<T | null>;
  drop(key: string): void;
}
export const Cache = token<Cache>('Cache');
