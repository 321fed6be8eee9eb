import type { Clock } from '../../../core/application/Clock';
import type { Random } from '../../../core/application/Random';
import { normalisedEmail } from '../domain/EmailAddress';
import { emailTaken } from '../domain/errors';
import { User, type Profile } from '../domain/User';
import type { UserRepository } from '../domain/UserRepository';
import type { EraseAvatarLater } from './EraseAvatarLater';

export interface OpenedAccount {
  readonly user: User;
  /** Whether somebody had made it before, who is still to be dispossessed of it. */
  readonly isTakenOver: boolean;
}

/** Part of registration: joins the unit of work of whoever registers somebody. @throws DomainError EMAIL_TAKEN. */
export class OpenAccount {
  constructor(
    private readonly users: UserRepository,
    private readonly eraseAvatarLater: EraseAvatarLater,
    private readonly random: Random,
    private readonly clock: Clock,
  ) {}

  async execute(email: string, profile: Profile): Promise<User> {
    const user = User.register(this.random.id(), normalisedEmail(email), profile, this.clock.now());
    await this.users.save(user);
    return user;
  }

  /**
   * For somebody who proved to read the mail of the address: an account of it that was never verified, by
   * whomever it was made, becomes theirs, without its picture. @throws DomainError EMAIL_TAKEN by a verified or inactive one.
   */
  async orTakeOver(email: string, profile: Profile): Promise<OpenedAccount> {
    const holder = await this.users.findByEmail(normalisedEmail(email));
    if (!holder) return { user: await this.execute(email, profile), isTakenOver: false };
    if (holder.state.emailVerified || holder.state.status !== 'active') throw emailTaken();
    await this.eraseAvatarLater.execute(holder.state.avatarUrl);
    holder.changeAvatar(null, this.clock.now());
    holder.changeProfile(profile, this.clock.now());
    await this.users.save(holder);
    return { user: holder, isTakenOver: true };
  }
}
