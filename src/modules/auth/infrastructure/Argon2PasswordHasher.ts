import type { PasswordWorkers } from './PasswordWorkers';
import { WorkerPasswordHasher } from './WorkerPasswordHasher';

const PATTERN = /^\$argon2id\$v=19\$m=\d+,t=\d+,p=\d+\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/;

/** OWASP Password Storage Cheat Sheet: 19 MiB, two passes, one lane. */
const OWASP = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export class Argon2PasswordHasher extends WorkerPasswordHasher {
  constructor(workers: Pick<PasswordWorkers, 'hash' | 'verify'>, pepper: string, cost = OWASP) {
    super(workers, pepper, {
      cost: { algorithm: 'argon2id', ...cost },
      pattern: PATTERN,
      prefix: `$argon2id$v=19$m=${cost.memoryCost},t=${cost.timeCost},p=${cost.parallelism}$`,
      decoy: `${'A'.repeat(22)}$${'A'.repeat(43)}`,
    });
  }
}
