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
  dead_at: Date | null;
}

const LEASE = '60 seconds';
/** With the backoff below, a job is tried for about three hours. */
const MOST_ATTEMPTS = 15;
/** Workers that may die over a job before it is taken for the cause. */
const MOST_DEATHS = 3;
const SCOPE = { as: 'system', for: 'working off jobs' } as const;

/** A job that falls due while it is leased lost its worker. */
const LOST_WORKER = 'leased_by IS NOT NULL';
const LAST_DEATH = `${LOST_WORKER} AND deaths + 1 >= ${MOST_DEATHS}`;
const ELSEWHERE = `($4::text[] = '{}' OR coalesce(payload ->> 'workspaceId', '') <> ALL ($4::text[]))`;
const DUE = `done_at IS NULL AND dead_at IS NULL AND run_at <= now() AND kind = ANY($2) AND ${ELSEWHERE}`;

/** Of those that lost a worker one at a time, so that the one that kills takes no other with it. */
const CLAIM = `
  WITH fresh AS (
    SELECT id FROM jobs WHERE ${DUE} AND deaths = 0 AND leased_by IS NULL
    ORDER BY run_at LIMIT $3 FOR UPDATE SKIP LOCKED
  ), suspect AS (
    SELECT id FROM jobs WHERE ${DUE} AND (deaths > 0 OR ${LOST_WORKER})
    ORDER BY run_at LIMIT 1 FOR UPDATE SKIP LOCKED
  )
  UPDATE jobs SET leased_by = $1, attempts = attempts + 1, run_at = now() + interval '${LEASE}',
    deaths = deaths + (${LOST_WORKER})::int,
    dead_at = CASE WHEN ${LAST_DEATH} THEN now() END,
    sealed = CASE WHEN ${LAST_DEATH} THEN NULL ELSE sealed END,
    last_error = CASE WHEN ${LAST_DEATH} THEN 'Its workers died too often' ELSE last_error END
  WHERE id IN (SELECT id FROM fresh UNION ALL SELECT id FROM suspect)
  RETURNING id, kind, payload, sealed, request_id, attempts, dead_at`;

/**
 * The worker's side of the job table. A claimed job is leased: when its worker dies it falls due again, with
 * the attempt counted, and after the third such death it is put aside; a worker that comes back after its
 * lease can no longer settle it.
 */
export class JobQueue {
  private readonly holder: string;

  constructor(
    private readonly database: Database,
    private readonly unit: UnitOfWork,
    private readonly sealer: Sealer,
    private readonly random: Random,
    /** Told of a job that is put aside, in that unit of work. It does not throw. */
    private readonly onDead: (job: Job) => Promise<void> = () => Promise.resolve(),
  ) {
    this.holder = random.id();
  }

  /** @param crowded workspaces whose jobs are left for later: a job is one's whose payload names it as `workspaceId`. */
  claim(kinds: readonly string[], most: number, crowded: readonly string[] = []): Promise<Job[]> {
    return this.unit.run(SCOPE, async () => {
      const rows = await this.database.rows<JobRow>(CLAIM, [this.holder, kinds, most, crowded]);
      const jobs: Job[] = [];
      for (const row of rows) {
        const job = row.dead_at === null ? await this.opened(row) : await this.buried(row);
        if (job) jobs.push(job);
      }
      return jobs;
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

  /** @param counts whether this was one of its attempts. */
  putOff(job: Job, reason: string, seconds: number, counts: boolean): Promise<boolean> {
    if (counts && job.attempts + 1 >= MOST_ATTEMPTS) return this.dead(job, reason);
    const uncounted = counts ? '' : ', attempts = attempts - 1';
    const later = `run_at = now() + $4 * (1 + random() / 4) * interval '1 second'`;
    return this.settle(`last_error = $3, leased_by = NULL, ${later}${uncounted}`, job, [reason, seconds]);
  }

  /** Puts it aside for good, and says so in the audit log: what it owed will not happen by itself. */
  dead(job: Job, error: string): Promise<boolean> {
    return this.unit.run(SCOPE, async () => {
      const mine = await this.settle('last_error = $3, dead_at = now(), sealed = NULL', job, [error]);
      if (mine) await this.bury(job);
      return mine;
    });
  }

  private settle(change: string, job: Job, values: readonly (string | number)[]): Promise<boolean> {
    return this.unit.run(SCOPE, async () => {
      const count = await this.database.write(
        `UPDATE jobs SET ${change} WHERE id = $1 AND leased_by = $2 AND done_at IS NULL`,
        [job.id, this.holder, ...values],
      );
      return count === 1;
    });
  }

  /** Null for a job that nobody can do: it is put aside and stops no other. */
  private async opened({ id, kind, payload, sealed, request_id, attempts }: JobRow): Promise<Job | null> {
    const job = { id, kind, payload, attempts: attempts - 1, requestId: request_id };
    if (!sealed) return job;
    try {
      return {
        ...job,
        payload: { ...payload, ...(JSON.parse(this.sealer.open(SEALED_JOB, sealed)) as object) },
      };
    } catch {
      await this.dead(job, 'Its secret part cannot be opened');
      return null;
    }
  }

  private async buried(row: JobRow): Promise<null> {
    await this.bury({ ...row, attempts: row.attempts - 1, requestId: row.request_id });
    return null;
  }

  private async bury(job: Job): Promise<void> {
    const { id, kind, attempts, requestId } = job;
    const details = JSON.stringify({ job: id, kind, attempts: attempts + 1 });
    await this.database.write(
      `INSERT INTO audit_log (id, action, details, request_id) VALUES ($1, 'job.dead', $2, $3)`,
      [this.random.id(), details, requestId],
    );
    await this.onDead(job);
  }
}
