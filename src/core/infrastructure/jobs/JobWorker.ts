import { JobImpossible, JobPutOff, type Job } from '../../application/Jobs';
import type { Log } from '../../application/Log';
import type { RequestContext } from '../../application/RequestContext';
import type { UnitOfWork } from '../../application/UnitOfWork';
import type { Resolve } from '../../application/Injectable';
import type { JobHandler } from '../../kit/workers';
import { InHand } from './InHand';
import type { JobQueue } from './JobQueue';

const AT_ONCE = 10;

class LeaseLost extends Error {}

/** Works off due jobs, several at a time; one that fails stops nobody else. */
export class JobWorker {
  private readonly handlers: ReadonlyMap<string, JobHandler>;

  constructor(
    handlers: readonly JobHandler[],
    private readonly queue: JobQueue,
    private readonly unit: UnitOfWork,
    private readonly context: RequestContext,
    private readonly log: Log,
    private readonly resolve: Resolve,
    /** Aborted when the process ends and waits no longer for what its jobs are at. */
    private readonly giveUp: AbortSignal,
    /** Shared by the hands of one worker. */
    private readonly inHand = new InHand(),
  ) {
    this.handlers = new Map(handlers.map((handler) => [handler.kind, handler]));
  }

  /** One round. @returns whether more may be due. */
  async pass(): Promise<boolean> {
    const kinds = [...this.handlers.keys()];
    const jobs = await this.inHand.take((crowded) => this.queue.claim(kinds, AT_ONCE, crowded));
    const ends = await Promise.allSettled(
      jobs.map((job) => this.context.run(factsOf(job), () => this.work(job))),
    );
    this.inHand.release(jobs);
    for (const end of ends) if (end.status === 'rejected') throw end.reason;
    // Of jobs that lost a worker one is handed out at a time.
    return jobs.length >= AT_ONCE || jobs.some(({ attempts }) => attempts > 0);
  }

  private async work(job: Job): Promise<void> {
    try {
      await this.run(job, this.handlers.get(job.kind) as JobHandler);
    } catch (error) {
      if (error instanceof LeaseLost) return;
      if (this.giveUp.aborted) await this.queue.putOff(job, 'The process ended', 0, false);
      else if (error instanceof JobPutOff)
        await this.queue.putOff(job, error.message, error.seconds, error.counts);
      else await this.fail(job, error);
    }
  }

  private async fail(job: Job, error: unknown): Promise<void> {
    const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    this.log.warn('Job failed', { kind: job.kind, job: job.id, attempts: job.attempts + 1, error });
    if (error instanceof JobImpossible) await this.queue.dead(job, reason);
    else await this.queue.failed(job, reason);
  }

  private async run(job: Job, handler: JobHandler): Promise<void> {
    if (!handler.inUnitOfWork) {
      await handler.run(job, this.resolve, this.giveUp);
      await this.queue.done(job);
      return;
    }
    await this.unit.run({ as: 'system', for: job.kind }, async () => {
      await handler.run(job, this.resolve);
      if (!(await this.queue.done(job))) throw new LeaseLost();
    });
  }
}

function factsOf(job: Job) {
  return { requestId: job.requestId ?? job.id, ip: null, userAgent: null, userId: null };
}
