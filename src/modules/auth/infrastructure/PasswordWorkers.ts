import { availableParallelism } from 'node:os';
import { Piscina } from 'piscina';
import { DomainError } from '../../../core/domain/DomainError';
import type { Log } from '../../../core/application/Log';
import type { HashingCapacity } from '../application/HashingCapacity';
import type { HashTask, PasswordResult, PasswordTask, VerifyTask } from './passwordWorker';

const LONGEST_WAIT_MS = 2_000;
/** Admitted however slow the machine is just then: refusing costs time as well, and clients come back at once. */
const ALWAYS_ADMITTED = 8;
const FIRST_GUESS_MS = 250;
const WEIGHT_OF_LATEST = 0.2;
const IDLE_THREAD_MS = 60_000;

/**
 * Threads that hash passwords, one for each core, below the priority of the thread that answers requests.
 * They start with the first task, end when idle, and do not keep the process alive.
 *
 * Work is admitted while it can be expected to end within two seconds, judged by how long the latest tasks
 * took, or while there are fewer than eight tasks a thread; what is beyond that is refused at once. A thread that cannot start fails the waiting work, which
 * Piscina alone would leave waiting for ever; the next task starts a new one.
 */
export class PasswordWorkers implements HashingCapacity {
  private readonly threads = availableParallelism();
  private readonly pool: Piscina<PasswordTask, PasswordResult>;
  private readonly admitted = new Set<Promise<PasswordResult>>();
  private taskMs = FIRST_GUESS_MS;
  private closed = false;

  constructor(log: Log) {
    this.pool = new Piscina({
      ...worker(),
      name: 'work',
      minThreads: 0,
      maxThreads: this.threads,
      idleTimeout: IDLE_THREAD_MS,
      recordTiming: false,
    });
    this.pool.on('error', (error: unknown) => {
      log.error('A password thread failed', { error });
      void this.pool.destroy();
    });
  }

  /** @throws DomainError `unavailable` / `HASHING_BUSY`. */
  async hash(task: HashTask): Promise<string> {
    return (await this.run(task)) as string;
  }

  /** @throws DomainError `unavailable` / `HASHING_BUSY`. */
  async verify(task: VerifyTask): Promise<boolean> {
    return (await this.run(task)) as boolean;
  }

  get load(): { readonly queued: number; readonly running: number } {
    const running = Math.min(this.admitted.size, this.threads);
    return { queued: this.admitted.size - running, running };
  }

  /** Refuses new work, finishes what was admitted, ends the threads. */
  async close(): Promise<void> {
    this.closed = true;
    await Promise.allSettled(this.admitted);
    await this.pool.destroy();
  }

  private async run(task: PasswordTask): Promise<string | boolean> {
    this.demand();
    const result = this.pool.run(task);
    this.admitted.add(result);
    try {
      const { outcome, milliseconds } = await result;
      this.taskMs += (milliseconds - this.taskMs) * WEIGHT_OF_LATEST;
      return outcome;
    } finally {
      this.admitted.delete(result);
    }
  }

  /** @throws DomainError `unavailable` / `HASHING_BUSY`. */
  demand(): void {
    const waitMs = ((this.admitted.size + 1) / this.threads) * this.taskMs;
    const free = this.admitted.size < ALWAYS_ADMITTED * this.threads;
    if (!this.closed && (free || waitMs <= LONGEST_WAIT_MS)) return;
    throw new DomainError('unavailable', 'HASHING_BUSY', 'Too many sign-ins at once. Try again shortly.', {
      retryAfter: Math.ceil(waitMs / 1_000),
    });
  }
}

/** Run from sources, in development and tests, the file needs the compiler that its thread does not inherit. */
function worker(): { filename: string; execArgv?: string[] } {
  const filename = require.resolve('./passwordWorker');
  if (!filename.endsWith('.ts')) return { filename };
  return { filename, execArgv: ['-r', require.resolve('@swc-node/register')] };
}
