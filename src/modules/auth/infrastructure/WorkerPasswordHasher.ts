import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import type { PasswordHasher } from '../application/PasswordHasher';
import type { PasswordWorkers } from './PasswordWorkers';
import type { HashTask } from './passwordWorker';

export interface HashFormat {
  readonly cost: HashTask['cost'];
  /** Matches every hash of the algorithm, whatever its cost. */
  readonly pattern: RegExp;
  /** How the hashes of `cost` begin. */
  readonly prefix: string;
  /** Salt and digest of a hash that no known password has, to verify against when there is none. */
  readonly decoy: string;
}

/**
 * Hashes base64(HMAC-SHA-384(pepper, NFC of the password)): 64 characters, within bcrypt's 72 bytes and
 * without NUL, and worth nothing to whom the pepper is unknown. The password itself stays on this thread.
 */
export abstract class WorkerPasswordHasher implements PasswordHasher {
  private readonly pepper: KeyObject;

  protected constructor(
    private readonly workers: Pick<PasswordWorkers, 'hash' | 'verify'>,
    pepper: string,
    private readonly format: HashFormat,
  ) {
    this.pepper = createSecretKey(pepper, 'utf8');
  }

  hash(password: string): Promise<string> {
    return this.workers.hash({ input: this.peppered(password), cost: this.format.cost });
  }

  async verify(password: string, stored: string | null): Promise<boolean> {
    const known = stored !== null && this.recognises(stored) ? stored : null;
    const { prefix, decoy } = this.format;
    const right = await this.workers.verify({
      input: this.peppered(password),
      stored: known ?? prefix + decoy,
    });
    return right && known !== null;
  }

  needsRehash(stored: string): boolean {
    return !stored.startsWith(this.format.prefix);
  }

  recognises(stored: string): boolean {
    return this.format.pattern.test(stored);
  }

  private peppered(password: string): string {
    return createHmac('sha384', this.pepper).update(password.normalize('NFC'), 'utf8').digest('base64');
  }
}
