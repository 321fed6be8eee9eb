import { QueryTypes, type Transaction, type TransactionOptions } from 'sequelize';
import { Sequelize } from 'sequelize-typescript';
import type { Scope } from '../../application/UnitOfWork';
import { ambientTransaction } from './ambientTransaction';
import { heldConnection } from './heldConnection';
import { scopeSettings } from './scopeSettings';

interface ScopedTransactionOptions extends TransactionOptions {
  readonly scope: Scope;
}

/** A statement that forgot its unit of work: it would escape the transaction and the tenant wall. */
export class StrayStatement extends Error {}

/**
 * Sequelize that knows the ambient unit of work: every statement joins its transaction, and a statement
 * outside of one is refused.
 */
export class Database extends Sequelize {
  override async query(...[sql, options]: Parameters<Sequelize['query']>): Promise<never> {
    const given = options ?? {};
    const ambient = ambientTransaction.getStore();
    const transaction = given.transaction ?? ambient?.transaction;
    if (!transaction) throw new StrayStatement('A statement ran outside of a unit of work');
    if (sql === 'ROLLBACK;' && heldConnection(transaction)?._invalid) return [] as never;
    try {
      return (await super.query(sql, { ...given, transaction })) as never;
    } catch (error) {
      if (ambient?.transaction === transaction) ambient.failure ??= error as Error;
      throw error;
    }
  }

  /** Rows of one statement with `$1 …` parameters, in the ambient unit of work. */
  rows<Row extends object>(sql: string, bind: readonly unknown[] = []): Promise<Row[]> {
    return this.query(sql, { bind: [...bind], type: QueryTypes.SELECT });
  }

  /** How many rows one writing statement with `$1 …` parameters touched. */
  async write(sql: string, bind: readonly unknown[] = []): Promise<number> {
    const [, count] = (await this.query(sql, { bind: [...bind], type: QueryTypes.UPDATE })) as [
      unknown,
      number,
    ];
    return count;
  }

  /** Opens a transaction whose BEGIN also sets role, user and workspace: one round trip. */
  begin(scope: Scope): Promise<Transaction> {
    return this.transaction({ scope } as ScopedTransactionOptions);
  }
}

/** Makes BEGIN carry the scope of the transaction it opens. */
export function scopeTransactions(database: Database): void {
  const generator = database.getQueryInterface().queryGenerator as {
    startTransactionQuery(transaction: Transaction): string;
  };
  generator.startTransactionQuery = (transaction) => {
    const { scope } = (transaction as unknown as { options: ScopedTransactionOptions }).options;
    return `START TRANSACTION;${scopeSettings(scope)}`;
  };
}
