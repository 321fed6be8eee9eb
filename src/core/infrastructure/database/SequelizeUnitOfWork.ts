import { setTimeout as pause } from 'node:timers/promises';
import type { Transaction } from 'sequelize';
import type { Log } from '../../application/Log';
import type { Scope, UnitOfWork } from '../../application/UnitOfWork';
import { ambientTransaction, type AmbientTransaction } from './ambientTransaction';
import type { Database } from './Database';
import { heldConnection } from './heldConnection';
import { lostARace, spoilsConnection, translateDatabaseError } from './translateDatabaseError';

const MOST_TRIES = 4;

export class SequelizeUnitOfWork implements UnitOfWork {
  constructor(
    private readonly database: Database,
    private readonly log: Log,
  ) {}

  async run<T>(scope: Scope, work: () => Promise<T>): Promise<T> {
    if (ambientTransaction.getStore()) return work();
    for (let tries = 1; ; tries += 1) {
      try {
        return await this.once(scope, work);
      } catch (error) {
        if (!lostARace(error) || tries === MOST_TRIES) throw translateDatabaseError(error);
        await pause(Math.random() * 20 * 2 ** tries);
      }
    }
  }

  afterCommit(act: () => void): void {
    const ambient = ambientTransaction.getStore();
    if (ambient) ambient.afterCommit.push(act);
    else act();
  }

  private async once<T>(scope: Scope, work: () => Promise<T>): Promise<T> {
    const transaction = await this.database.begin(scope);
    const ambient: AmbientTransaction = { transaction, afterCommit: [] };
    let result: T;
    try {
      result = await ambientTransaction.run(ambient, work);
      if (ambient.failure !== undefined) throw ambient.failure;
    } catch (error) {
      await this.rollBack(transaction, error);
      throw error;
    }
    await transaction.commit();
    for (const act of ambient.afterCommit) this.act(act);
    return result;
  }

  /** What is committed stays so, whatever follows it. */
  private act(act: () => void): void {
    try {
      act();
    } catch (error) {
      this.log.error('What follows a commit failed', { error });
    }
  }

  /** The first error is the one that matters: when rolling back fails too, the connection is gone anyway. */
  private async rollBack(transaction: Transaction, reason: unknown): Promise<void> {
    const connection = heldConnection(transaction);
    if (connection && spoilsConnection(reason)) connection._invalid = true;
    await transaction.rollback().catch(() => undefined);
  }
}
