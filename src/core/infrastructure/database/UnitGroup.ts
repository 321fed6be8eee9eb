import { AsyncLocalStorage } from 'node:async_hooks';
import type { Transaction } from 'sequelize';
import type { Scope } from '../../application/UnitOfWork';
import { ambientTransaction, type AmbientTransaction } from './ambientTransaction';
import type { Database } from './Database';
import { scopeSettings } from './scopeSettings';

/**
 * Units of work that commit together: each is a savepoint of one transaction, under its own scope, so one that
 * fails takes back what it did and no more. One at a time, since savepoints nest.
 */
export class UnitGroup {
  readonly afterCommit: (() => void)[] = [];
  /** Why one could not be taken back; then the transaction is lost with all of them. */
  failure?: unknown;
  private last: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly database: Database,
    private readonly transaction: Transaction,
  ) {}

  run<T>(scope: Scope, work: () => Promise<T>): Promise<T> {
    const turn = this.last.then(() => this.once(scope, work));
    this.last = turn.catch(() => undefined);
    return turn;
  }

  rows<Row extends object>(scope: Scope, text: string, values: readonly unknown[]): Promise<Row[]> {
    return this.run(scope, () => this.database.rows<Row>(text, values));
  }

  private once<T>(scope: Scope, work: () => Promise<T>): Promise<T> {
    const ambient: AmbientTransaction = { transaction: this.transaction, afterCommit: [] };
    return ambientTransaction.run(ambient, async () => {
      await this.database.query(`SAVEPOINT unit;${scopeSettings(scope)}`);
      try {
        const result = await work();
        if (ambient.failure !== undefined) throw ambient.failure;
        await this.database.query('RELEASE SAVEPOINT unit');
        this.afterCommit.push(...ambient.afterCommit);
        return result;
      } catch (error) {
        await this.database
          .query('ROLLBACK TO SAVEPOINT unit;RELEASE SAVEPOINT unit')
          .catch((lost: unknown) => (this.failure ??= lost));
        throw error;
      }
    });
  }
}

/** The group that units run in here, if any. */
export const unitGroup = new AsyncLocalStorage<UnitGroup>();
