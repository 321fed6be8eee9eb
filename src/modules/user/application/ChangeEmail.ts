import type { Clock } from '../../../core/application/Clock';
import type { Post } from '../../../core/application/Post';
import type { UserId } from '../../../core/domain/ids';
import type { User } from '../domain/User';
import type { UserRepository } from '../domain/UserRepository';
import './mails';

/** The new address confirmed; joins the surrounding unit of work. The old address is told. */
export class ChangeEmail {
  constructor(
    private readonly users: UserRepository,
    private readonly post: Post,
    private readonly clock: Clock,
  ) {}

  /** @returns null when the account is gone. @throws DomainError EMAIL_TAKEN. */
  async execute(id: UserId, email: string): Promise<User | null> {
    const user = await this.users.find(id);
    if (!user) return null;
    const { email: old, firstName } = user.state;
    user.changeEmail(email, this.clock.now());
    await this.users.save(user);
    await this.post.send({ name: 'user.email-changed', to: old, data: { firstName } });
    return user;
  }
}
