import type { Clock } from '../../../core/application/Clock';
import type { UserId } from '../../../core/domain/ids';
import type { User } from '../domain/User';
import type { UserRepository } from '../domain/UserRepository';

/** A token mailed to `email` was used: if that is still the account's address, it is verified. */
export class ConfirmEmail {
  constructor(
    private readonly users: UserRepository,
    private readonly clock: Clock,
  ) {}

  async execute(id: UserId, email: string): Promise<User | null> {
    const user = await this.users.find(id);
    if (!user || user.state.email !== email) return null;
    user.confirmEmail(this.clock.now());
    await this.users.save(user);
    return user;
  }
}
