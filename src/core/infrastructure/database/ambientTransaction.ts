import { AsyncLocalStorage } from 'node:async_hooks';
import type { Transaction } from 'sequelize';

export interface AmbientTransaction {
  readonly transaction: Transaction;
  readonly afterCommit: (() => void)[];
}

export const ambientTransaction = new AsyncLocalStorage<AmbientTransaction>();
