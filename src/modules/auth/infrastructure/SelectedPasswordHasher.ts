import type { PasswordHasher } from '../application/PasswordHasher';
import { Argon2PasswordHasher } from './Argon2PasswordHasher';
import { BcryptPasswordHasher } from './BcryptPasswordHasher';
import type { PasswordWorkers } from './PasswordWorkers';
import type { WorkerPasswordHasher } from './WorkerPasswordHasher';

export interface HashingSettings {
  readonly algorithm: 'bcrypt' | 'argon2id';
  readonly bcryptRounds: number;
  readonly pepper: string;
}

/** Hashes with the algorithm of the settings and verifies hashes of either, so a switch shuts nobody out. */
export class SelectedPasswordHasher implements PasswordHasher {
  private readonly selected: WorkerPasswordHasher;
  private readonly other: WorkerPasswordHasher;

  constructor(workers: Pick<PasswordWorkers, 'hash' | 'verify'>, settings: HashingSettings) {
    const bcrypt = new BcryptPasswordHasher(workers, settings.pepper, settings.bcryptRounds);
    const argon2 = new Argon2PasswordHasher(workers, settings.pepper);
    [this.selected, this.other] = settings.algorithm === 'bcrypt' ? [bcrypt, argon2] : [argon2, bcrypt];
  }

  hash(password: string): Promise<string> {
    return this.selected.hash(password);
  }

  verify(password: string, stored: string | null): Promise<boolean> {
    const maker = stored !== null && this.other.recognises(stored) ? this.other : this.selected;
    return maker.verify(password, stored);
  }

  needsRehash(stored: string): boolean {
    return this.selected.needsRehash(stored);
  }
}
