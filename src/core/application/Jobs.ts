import { token } from '../domain/token';

export interface Job {
  readonly id: string;
  readonly kind: string;
  readonly payload: Readonly<Record<string, unknown>>;
  /** How often it was started before, 0 the first time. */
  readonly attempts: number;
  readonly requestId: string | null;
}

export interface NewJob {
  readonly kind: string;
  /** Plain data, stored readable. */
  readonly payload: Readonly<Record<string, unknown>>;
  /** Secret data, stored sealed and erased when the job ends; merged into `payload` when it runs. */
  readonly secret?: Readonly<Record<string, unknown>>;
  /** A second job with the same key is not enqueued. */
  readonly key?: string;
}

/**
 * Work that outlives the request: enqueued in the surrounding unit of work, done by a worker under a lease,
 * tried again with exponential backoff, and put aside as dead after its last attempt.
 */
export interface Jobs {
  enqueue(job: NewJob): Promise<void>;
  /** Wakes the workers after the commit, for jobs that a statement of one's own enqueued in this unit of work. */
  wake(): void;
}
export const Jobs = token<Jobs>('Jobs');

/** Trying again cannot help: the job is put aside at once. */
export class JobImpossible extends Error {}

/** Not now: the job is taken again no sooner than after `seconds`, in place of the usual backoff. */
export class JobPutOff extends Error {
  /** @param counts whether this was one of its attempts. */
  constructor(
    reason: string,
    readonly seconds: number,
    readonly counts = true,
  ) {
    super(reason);
  }
}
