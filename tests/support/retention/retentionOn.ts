import type { Log } from '../../../src/core/application/Log';
import { Lease } from '../../../src/core/infrastructure/database/Lease';
import type { Database } from '../../../src/core/infrastructure/database/Database';
import { Retention } from '../../../src/core/infrastructure/retention/Retention';
import { SequelizeUnitOfWork } from '../../../src/core/infrastructure/database/SequelizeUnitOfWork';
import { CryptoRandom } from '../../../src/core/infrastructure/system/CryptoRandom';
import type { SpentRows } from '../../../src/core/kit/RetentionRule';
import { silentLog } from '../silentLog';

interface Around {
  readonly pause?: () => Promise<unknown>;
  readonly batch?: number;
  readonly log?: Log;
}

/** As a process of its own has one. */
export function retentionOn(database: Database, rules: readonly SpentRows[], around: Around = {}): Retention {
  const { pause = () => Promise.resolve(), batch, log = silentLog } = around;
  const lease = new Lease(database, 'retention', new CryptoRandom().id(), '15 minutes');
  const unit = new SequelizeUnitOfWork(database, silentLog);
  return new Retention(database, unit, lease, rules, () => undefined, log, pause, batch);
}

/** One whole look. */
export async function look(retention: Retention): Promise<void> {
  while (await retention.pass());
}
