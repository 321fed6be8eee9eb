import type { Clock } from '../../../core/application/Clock';
import type { Random } from '../../../core/application/Random';
import { normalisedEmail } from '../domain/EmailAddress';
import { User, type Profile } from '../domain/User';
import type { UserRepository } from '../domain/UserRepository';

/** Part of registration: joins the unit of work of whoever registers somebody. @throws DomainError EMAIL_TAKEN. */
export class OpenAccount {
  constructor(
    private readonly users: UserRepository,
    private readonly random: Random,
    private readonly clock: Clock,
  ) {}

  async execute(email: string, profile: Profile): Promise<User> {
    const user = User.register(this.random.id(), normalisedEmail(email), profile, this.clock.now());
    await this.users.save(user);
    return user;
  }
}
