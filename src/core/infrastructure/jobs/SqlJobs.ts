import type { Jobs, NewJob } from '../../application/Jobs';
import type { Random } from '../../application/Random';
import type { RequestContext } from '../../application/RequestContext';
import type { Sealer } from '../../application/Sealer';
import type { UnitOfWork } from '../../application/UnitOfWork';
import type { Database } from '../database/Database';
import type { WakeUp } from './WakeUp';

export const SEALED_JOB = 'job';

export class SqlJobs implements Jobs {
  constructor(
    private readonly database: Database,
    private readonly unit: UnitOfWork,
    private readonly sealer: Sealer,
    private readonly random: Random,
    private readonly context: RequestContext,
    private readonly wakeUp: WakeUp,
  ) {}

  async enqueue(job: NewJob): Promise<void> {
    const sealed = job.secret ? this.sealer.seal(SEALED_JOB, JSON.stringify(job.secret)) : null;
    await this.unit.run({ as: 'system', for: 'enqueueing a job' }, async () => {
      await this.database.write(
        `INSERT INTO jobs (id, kind, payload, sealed, dedupe_key, request_id)
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING`,
        [
          this.random.id(),
          job.kind,
          JSON.stringify(job.payload),
          sealed,
          job.key ?? null,
          this.context.current()?.requestId ?? null,
        ],
      );
      this.wake();
    });
  }

  wake(): void {
    this.unit.afterCommit(() => this.wakeUp.now());
  }
}
