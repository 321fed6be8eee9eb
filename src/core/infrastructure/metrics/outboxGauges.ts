import type { Metrics } from '../../application/Metrics';
import type { UnitOfWork } from '../../application/UnitOfWork';
import type { Database } from '../database/Database';

const SCOPE = { as: 'system', for: 'measuring the outbox' } as const;

/** Counted up to ten thousand, so that a backlog is not made worse by measuring it. */
const DEPTH = `SELECT count(*)::int AS depth
  FROM (SELECT 1 FROM outbox WHERE published_at IS NULL LIMIT 10000) AS waiting`;
const OLDEST = `SELECT greatest(0, extract(epoch FROM clock_timestamp() - occurred_at))::float8 AS seconds
  FROM outbox WHERE published_at IS NULL ORDER BY position LIMIT 1`;

/** How many events wait to be published and for how long the first has waited, as every process sees it. */
export function outboxGauges(metrics: Metrics, database: Database, unit: UnitOfWork): void {
  metrics.gauge({
    name: 'outbox_depth',
    help: 'Events that are committed and not yet published, at most 10000.',
    read: async () => {
      const rows = await unit.run(SCOPE, () => database.rows<{ depth: number }>(DEPTH));
      return rows[0]?.depth ?? 0;
    },
  });
  metrics.gauge({
    name: 'outbox_oldest_seconds',
    help: 'Age of the oldest event that is not yet published; 0 when there is none.',
    read: async () => {
      const rows = await unit.run(SCOPE, () => database.rows<{ seconds: number }>(OLDEST));
      return rows[0]?.seconds ?? 0;
    },
  });
}
