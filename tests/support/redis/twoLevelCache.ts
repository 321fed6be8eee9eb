import { DropHistory } from '../../../src/core/infrastructure/cache/DropHistory';
import { InProcessCache } from '../../../src/core/infrastructure/cache/InProcessCache';
import { StampedEntries } from '../../../src/core/infrastructure/cache/StampedEntries';
import { TwoLevelCache, type Shelf } from '../../../src/core/infrastructure/cache/TwoLevelCache';

/** Vouched for, on a log that grows with each hearing. */
export async function twoLevelCache(shelf: Shelf): Promise<TwoLevelCache> {
  let at = 0;
  const memory = new InProcessCache({ max: 100 });
  const entries = new StampedEntries('a key of the tests, long enough');
  const cache = new TwoLevelCache(memory, shelf, entries, new DropHistory(), () => {
    at += 10;
    return Promise.resolve({ timeline: '1', inserted: at, flushed: at });
  });
  await cache.heard();
  await cache.heard();
  cache.vouch(60_000);
  return cache;
}
