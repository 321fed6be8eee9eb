import type { PasswordWorkers } from './PasswordWorkers';
import { WorkerPasswordHasher } from './WorkerPasswordHasher';

const PATTERN = /^\$2[aby]\$\d\d\$[./A-Za-z0-9]{53}$/;

export class BcryptPasswordHasher extends WorkerPasswordHasher {
  /** @param rounds the binary logarithm of the number of key expansions, 4 to 31. */
  constructor(workers: Pick<PasswordWorkers, 'hash' | 'verify'>, pepper: string, rounds: number) {
    super(workers, pepper, {
      cost: { algorithm: 'bcrypt', rounds },
      pattern: PATTERN,
      prefix: `$2b$${String(rounds).padStart(2, '0')}$`,
      decoy: '.'.repeat(53),
    });
  }
}
