import type { Job } from '../../application/Jobs';
import type { Random } from '../../application/Random';
import type { Sealer } from '../../application/Sealer';
import type { UnitOfWork } from '../../application/UnitOfWork';
import type { Database } from '../database/Database';
import { SEALED_JOB } from './SqlJobs';

interface JobRow {
  id: string;
  kind: string;
  payload: Record<string, unknown>;
  sealed: Buffer | null;
  request_id: string | null;
  attempts: number;
}

const LEASE = '60 seconds';
/** With the backoff below, a job is tried for about four hours. */
const MOST_ATTEMPTS = 15;
const SCOPE = { as: 'system', for: 'working off jobs' } as const;

/**
 * The worker's side of the job table. A claimed job is leased: when its worker dies it falls due again, with
 * the attempt counted; a worker that comes back after its lease can no longer settle it.
 */
export class JobQueue {
  private readonly holder: string;

  constructor(
    private readonly database: Database,
    private readonly unit: UnitOfWork,
    private readonly sealer: Sealer,
    random: Random,
  ) {
    this.holder = random.id();
  }

  claim(kinds: readonly string[], most: number): Promise<Job[]> {
    return this.unit.run(SCOPE, async () => {
      const rows = await this.database.rows<JobRow>(
        `UPDATE jobs SET leased_by = $1, attempts = attempts + 1, run_at = now() + $2::interval
         WHERE id IN (
           SELECT id FROM jobs WHERE done_at IS NULL AND dead_at IS NULL AND run_at <= now() AND kind = ANY($3)
           ORDER BY run_at LIMIT $4 FOR UPDATE SKIP LOCKED)
         RETURNING id, kind, payload, sealed, request_id, attempts`,
        [this.holder, LEASE, kinds, most],
      );
      return rows.map((row) => this.job(row));
    });
  }

  /** @returns false when the lease was lost, and the job is somebody else's. */
  done(job: Job): Promise<boolean> {
    return this.settle('done_at = now(), sealed = NULL, last_error = NULL', job, []);
  }

  failed(job: Job, error: string): Promise<boolean> {
    if (job.attempts + 1 >= MOST_ATTEMPTS) return this.dead(job, error);
    const backoff = `run_at = now() + least(3600, 2 ^ (attempts - 1)) * (0.75 + random() / 2) * interval '1 second'`;
    return this.settle(`last_error = $3, leased_by = NULL, ${backoff}`, job, [error]);
  }

  dead(job: Job, error: string): Promise<boolean> {
    return this.settle('last_error = $3, dead_at = now(), sealed = NULL', job, [error]);
  }

  private settle(change: string, job: Job, values: string[]): Promise<boolean> {
    return this.unit.run(SCOPE, async () => {
      const count = await this.database.write(
        `UPDATE jobs SET ${change} WHERE id = $1 AND leased_by = $2 AND done_at IS NULL`,
        [job.id, this.holder, ...values],
      );
      return count === 1;
    });
  }

  private job({ sealed, request_id: requestId, attempts, ...row }: JobRow): Job {
    const secret = sealed ? (JSON.parse(this.sealer.open(SEALED_JOB, sealed)) as object) : {};
    return { ...row, payload: { ...row.payload, ...secret }, attempts: attempts - 1, requestId };
  }
}
