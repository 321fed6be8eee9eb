import type { UserId } from '../../../core/domain/ids';
import { normalisedEmail } from '../domain/EmailAddress';
import type { User } from '../domain/User';
import type { UserRepository } from '../domain/UserRepository';

/** Looks up an account that was not deleted; to be called inside a unit of work. */
export class FindAccount {
  constructor(private readonly users: UserRepository) {}

  byId(id: UserId): Promise<User | null> {
    return this.users.find(id);
  }

  byEmail(email: string): Promise<User | null> {
    return this.users.findByEmail(normalisedEmail(email));
  }
}
