import type { UserId } from '../../../src/core/domain/ids';
import type { Account, CurrentUser } from '../../../src/modules/user';
import type { UserRepository } from '../../../src/modules/user/domain/UserRepository';

export class InMemoryCurrentUser implements CurrentUser {
  constructor(private readonly users: UserRepository) {}

  async account(id: UserId): Promise<Account | null> {
    const user = await this.users.find(id);
    if (!user) return null;
    const { email, emailVerified, status, platformRole } = user.state;
    return { id, email, emailVerified, status, isSuperAdmin: platformRole !== null };
  }
}
