import { constants, getPriority, setPriority } from 'node:os';
import { isMainThread } from 'node:worker_threads';
import { hashSync as argon2Hash, verifySync as argon2Verify } from '@node-rs/argon2';
import bcrypt from 'bcrypt';

export interface BcryptCost {
  readonly algorithm: 'bcrypt';
  readonly rounds: number;
}

export interface Argon2Cost {
  readonly algorithm: 'argon2id';
  /** KiB. */
  readonly memoryCost: number;
  /** Passes over the memory. */
  readonly timeCost: number;
  readonly parallelism: number;
}

export interface HashTask {
  readonly input: string;
  readonly cost: BcryptCost | Argon2Cost;
}

export interface VerifyTask {
  readonly input: string;
  readonly stored: string;
}

export type PasswordTask = HashTask | VerifyTask;

export interface PasswordResult {
  readonly outcome: string | boolean;
  readonly milliseconds: number;
}

if (!isMainThread) yieldToRequests();

/** Run by a thread of its own: computes one hash or one verification, start to end. */
export function work(task: PasswordTask): PasswordResult {
  const start = performance.now();
  const outcome = 'stored' in task ? verify(task) : hash(task);
  return { outcome, milliseconds: performance.now() - start };
}

function hash({ input, cost }: HashTask): string {
  if (cost.algorithm === 'bcrypt') return bcrypt.hashSync(input, cost.rounds);
  const { memoryCost, timeCost, parallelism } = cost;
  return argon2Hash(input, { memoryCost, timeCost, parallelism });
}

function verify({ input, stored }: VerifyTask): boolean {
  return stored.startsWith('$argon2') ? argon2Verify(stored, input) : bcrypt.compareSync(input, stored);
}

/** Linux alone sets the priority of the calling thread; elsewhere it would slow the whole process. */
function yieldToRequests(): void {
  const lower = constants.priority.PRIORITY_BELOW_NORMAL;
  if (process.platform === 'linux' && getPriority() < lower) setPriority(lower);
}
