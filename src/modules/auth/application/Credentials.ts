import type { UserId } from '../../../core/domain/ids';
import { token } from '../../../core/domain/token';

export interface Credential {
  readonly userId: UserId;
  readonly isActive: boolean;
  /** Null while no password was set. */
  readonly passwordHash: string | null;
  /** Another one with each new password, and with each `outdate`; the same password hashed anew keeps it. */
  readonly revision: string | null;
  /** Whether a second factor is on. */
  readonly hasMfa: boolean;
}

/** Password hashes, which only this module sees. */
export interface Credentials {
  byEmail(email: string): Promise<Credential | null>;
  byUser(userId: UserId): Promise<Credential | null>;
  /** Whether the password is still the one that was read, which it then stays until the unit of work ends. */
  isCurrent(credential: Credential): Promise<boolean>;
  set(userId: UserId, passwordHash: string): Promise<void>;
  /** What was read before is not current any more, though the password stays. */
  outdate(userId: UserId): Promise<void>;
  /** Replaces a hash by one of today's settings, unless the password was changed meanwhile. */
  upgrade(userId: UserId, from: string, to: string): Promise<void>;
}
export const Credentials = token<Credentials>('Credentials');
