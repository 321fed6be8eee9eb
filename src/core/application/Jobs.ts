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
}
export const Jobs = token<Jobs>('Jobs');

/** Trying again cannot help: the job is put aside at once. */
export class JobImpossible extends Error {}
