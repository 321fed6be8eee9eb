import type { Cache } from '../../application/Cache';
import type { Invalidations } from '../../application/Invalidations';
import type { UnitOfWork } from '../../application/UnitOfWork';
import type { Database } from '../database/Database';

export class SqlInvalidations implements Invalidations {
  constructor(
    private readonly database: Database,
    private readonly unit: UnitOfWork,
    private readonly cache: Cache,
  ) {}

  async drop(keys: readonly string[]): Promise<void> {
    if (keys.length === 0) return;
    await this.unit.run({ as: 'system', for: 'dropping cached values' }, async () => {
      await this.database.write('INSERT INTO cache_drops (cache_key) SELECT * FROM unnest($1::text[])', [
        keys,
      ]);
      this.unit.afterCommit(() => keys.forEach((key) => this.cache.drop(key)));
    });
  }
}
