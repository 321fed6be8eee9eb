import { ambientTransaction, type AmbientTransaction } from './ambientTransaction';
import type { Database } from './Database';

/**
 * A part of the ambient unit of work that can fail alone: then what it did is taken back, and the unit goes on.
 * @throws whatever `work` does.
 */
export async function savepoint<T>(database: Database, work: () => Promise<T>): Promise<T> {
  const unit = ambientTransaction.getStore();
  if (!unit) throw new Error('A savepoint needs a unit of work around it');
  const part: AmbientTransaction = { transaction: unit.transaction, afterCommit: [] };
  await database.query('SAVEPOINT part');
  try {
    const result = await ambientTransaction.run(part, async () => {
      const done = await work();
      if (part.failure !== undefined) throw part.failure;
      return done;
    });
    await database.query('RELEASE SAVEPOINT part');
    unit.afterCommit.push(...part.afterCommit);
    return result;
  } catch (error) {
    await database.query('ROLLBACK TO SAVEPOINT part;RELEASE SAVEPOINT part');
    throw error;
  }
}
