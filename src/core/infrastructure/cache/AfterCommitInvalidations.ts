import type { Cache } from '../../application/Cache';
import type { Invalidations } from '../../application/Invalidations';
import type { UnitOfWork } from '../../application/UnitOfWork';

/** This process forgets with the commit; the others hear of it through the triggers of the tables themselves. */
export class AfterCommitInvalidations implements Invalidations {
  /** @param tell tells the others sooner than that. */
  constructor(
    private readonly unit: UnitOfWork,
    private readonly cache: Cache,
    private readonly tell: (keys: readonly string[]) => void = () => undefined,
  ) {}

  drop(keys: readonly string[]): Promise<void> {
    this.unit.afterCommit(() => {
      keys.forEach((key) => this.cache.drop(key));
      this.tell(keys);
    });
    return Promise.resolve();
  }
}
