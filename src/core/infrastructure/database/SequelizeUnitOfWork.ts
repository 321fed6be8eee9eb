import { setTimeout as pause } from 'node:timers/promises';
import type { Transaction } from 'sequelize';
import type { Log } from '../../application/Log';
import type { Scope, UnitOfWork } from '../../application/UnitOfWork';
import { ambientTransaction, type AmbientTransaction } from './ambientTransaction';
import type { Database } from './Database';
import { heldConnection } from './heldConnection';
import { lostARace, spoilsConnection, translateDatabaseError } from './translateDatabaseError';
import { UnitGroup, unitGroup } from './UnitGroup';

const MOST_TRIES = 4;

export class SequelizeUnitOfWork implements UnitOfWork {
  constructor(
    private readonly database: Database,
    private readonly log: Log,
  ) {}

  async run<T>(scope: Scope, work: () => Promise<T>): Promise<T> {
    if (ambientTransaction.getStore()) return work();
    const group = unitGroup.getStore();
    if (group) return group.run(scope, work);
    return this.untilItWins(() => this.once(scope, work));
  }

  /**
   * Makes the units inside commit together, when `work` is done, and none of them when it fails. Each keeps its
   * own scope. `ScopedReader` sees what they wrote; what is read through a `Cache` is as it was before.
   */
  together<T>(scope: Scope, work: () => Promise<T>): Promise<T> {
    return this.untilItWins(async () => {
      const transaction = await this.database.begin(scope);
      const group = new UnitGroup(this.database, transaction);
      return this.committed(transaction, group.afterCommit, async () => {
        const result = await unitGroup.run(group, work);
        if (group.failure !== undefined) throw group.failure as Error;
        return result;
      });
    });
  }

  afterCommit(act: () => void): void {
    const waiting = ambientTransaction.getStore()?.afterCommit ?? unitGroup.getStore()?.afterCommit;
    if (waiting) waiting.push(act);
    else act();
  }

  private async untilItWins<T>(attempt: () => Promise<T>): Promise<T> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await attempt();
      } catch (error) {
        if (!lostARace(error) || tries === MOST_TRIES) throw translateDatabaseError(error);
        await pause(Math.random() * 20 * 2 ** tries);
      }
    }
  }

  private async once<T>(scope: Scope, work: () => Promise<T>): Promise<T> {
    const transaction = await this.database.begin(scope);
    const ambient: AmbientTransaction = { transaction, afterCommit: [] };
    return this.committed(transaction, ambient.afterCommit, async () => {
      const result = await ambientTransaction.run(ambient, work);
      if (ambient.failure !== undefined) throw ambient.failure;
      return result;
    });
  }

  private async committed<T>(
    transaction: Transaction,
    afterCommit: readonly (() => void)[],
    work: () => Promise<T>,
  ): Promise<T> {
    let result: T;
    try {
      result = await work();
    } catch (error) {
      await this.rollBack(transaction, error);
      throw error;
    }
    await transaction.commit();
    for (const act of afterCommit) this.act(act);
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
