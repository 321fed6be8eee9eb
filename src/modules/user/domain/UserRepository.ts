import type { UserId } from '../../../core/domain/ids';
import { token } from '../../../core/domain/token';
import type { User } from './User';

export interface UserRepository {
  find(id: UserId): Promise<User | null>;
  /** Somebody whose account was deleted in the last 30 days. */
  findDeleted(id: UserId): Promise<User | null>;
  findByEmail(email: string): Promise<User | null>;
  /**
   * The active super admins. Whoever else is about to take one away waits for the end of the unit of work. To be asked
   * before any workspace or account is locked.
   */
  lockSuperAdmins(): Promise<UserId[]>;
  /**
   * Writes the row, its audit line and its events. A new user is inserted.
   * @throws DomainError EMAIL_TAKEN, VERSION_STALE when somebody saved it since it was loaded.
   */
  save(user: User): Promise<void>;
  /** Notes when somebody last signed in; no edit, so the version stays. */
  noteSignIn(user: User): Promise<void>;
}
export const UserRepository = token<UserRepository>('UserRepository');
