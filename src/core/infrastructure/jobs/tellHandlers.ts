import type { Resolve } from '../../application/Injectable';
import type { Job } from '../../application/Jobs';
import type { Log } from '../../application/Log';
import type { JobHandler } from '../../kit/workers';
import type { Database } from '../database/Database';
import { savepoint } from '../database/savepoint';

/** Tells the handler of a job that was put aside. One that fails over it neither brings the job back nor stops others. */
export function tellHandlers(
  handlers: readonly JobHandler[],
  database: Database,
  resolve: Resolve,
  log: Log,
): (job: Job) => Promise<void> {
  const byKind = new Map(handlers.map((handler) => [handler.kind, handler]));
  return async (job) => {
    const handler = byKind.get(job.kind);
    if (!handler?.gaveUp) return;
    try {
      await savepoint(database, async () => handler.gaveUp?.(job, resolve));
    } catch (error) {
      log.error('A handler failed over a job that was put aside', { kind: job.kind, job: job.id, error });
    }
  };
}
