import { setTimeout as pause } from 'node:timers/promises';
import { Log } from '../application/Log';
import { Metrics } from '../application/Metrics';
import { Random } from '../application/Random';
import { UnitOfWork } from '../application/UnitOfWork';
import { Database } from '../infrastructure/database/Database';
import { Lease } from '../infrastructure/database/Lease';
import { PollingLoop } from '../infrastructure/jobs/PollingLoop';
import { WakeUp } from '../infrastructure/jobs/WakeUp';
import { Retention } from '../infrastructure/retention/Retention';
import type { Resolve } from '../application/Injectable';
import type { ModuleDefinition, Service } from '../kit/defineModule';
import { isSpent } from '../kit/RetentionRule';
import { collectRetention } from './collectRetention';

/** Often, so that there is little to do each time; a look that finds nothing asks each index once. */
const EVERY_MS = 600_000;
/** A start has better things to do. */
const FIRST_AFTER_MS = 60_000;
/** Longer than the time between two looks, so that one process keeps doing it. */
const LEASE = '15 minutes';

export function retentionLoop(get: Resolve, modules: readonly ModuleDefinition[]): Service {
  const rules = collectRetention(modules).filter(isSpent);
  const tables = [...new Set(rules.map(({ table }) => table))];
  const count = get(Metrics).counter(
    'pruned_rows_total',
    'Rows that were deleted because their time was over.',
    ['table'],
    tables.map((table) => ({ table })),
  );
  const lease = new Lease(get(Database), 'retention', get(Random).id(), LEASE);
  const retention = new Retention(get(Database), get(UnitOfWork), lease, rules, count, get(Log), pause);
  return new PollingLoop({
    name: 'Retention',
    everyMs: EVERY_MS,
    firstAfterMs: FIRST_AFTER_MS,
    wakeUp: new WakeUp(),
    log: get(Log),
    pass: () => retention.pass(),
    stopped: () => retention.resign(),
  });
}
