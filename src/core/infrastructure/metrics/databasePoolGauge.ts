import type { Sequelize } from 'sequelize';
import type { Metrics } from '../../application/Metrics';

/** What sequelize-pool says about itself; its types leave it out. */
interface Pool {
  readonly available: number;
  readonly using: number;
  readonly waiting: number;
}

export function databasePoolGauge(metrics: Metrics, database: Sequelize): void {
  metrics.gauges({
    name: 'database_connections',
    help: 'Connections in use and idle, and callers waiting for one.',
    label: 'state',
    read: () => {
      const { pool } = (database as unknown as { connectionManager: { pool: Pool } }).connectionManager;
      return { used: pool.using, idle: pool.available, waiting: pool.waiting };
    },
  });
}
