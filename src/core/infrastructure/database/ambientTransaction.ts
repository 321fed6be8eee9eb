import { AsyncLocalStorage } from 'node:async_hooks';
import type { Transaction } from 'sequelize';

export interface AmbientTransaction {
  readonly transaction: Transaction;
  readonly afterCommit: (() => void)[];
  /** The first statement that failed: from then on PostgreSQL turns COMMIT into ROLLBACK without a word. */
  failure?: Error;
}

export const ambientTransaction = new AsyncLocalStorage<AmbientTransaction>();
