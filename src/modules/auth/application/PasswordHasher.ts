import { token } from '../../../core/domain/token';

/**
 * One-way storage of passwords. Texts that Unicode holds equal (NFC) are the same password, and every byte
 * counts. Neither `hash` nor `verify` bounds the length: the caller refuses long input first.
 *
 * @throws DomainError `unavailable` / `HASHING_BUSY` with `retryAfter`, at once, when the work admitted
 * before would make the caller wait too long.
 */
export interface PasswordHasher {
  hash(password: string): Promise<string>;
  /**
   * False for a hash of an unknown format. With `stored` null (no such account, or one without a password)
   * it does the work of one verification under today's settings, then answers false.
   */
  verify(password: string, stored: string | null): Promise<boolean>;
  /** The hash was made with another algorithm or cost than today's settings. */
  needsRehash(stored: string): boolean;
}
export const PasswordHasher = token<PasswordHasher>('PasswordHasher');
