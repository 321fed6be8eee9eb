import type { UnitOfWork } from '../../../core/application/UnitOfWork';
import type { UserId } from '../../../core/domain/ids';
import type { UserRepository } from '../domain/UserRepository';
import { ownAccount, userMissing } from '../domain/errors';
import type { CloseAccount } from './CloseAccount';

/** By a super admin, who can restore it for 30 days. */
export class DeleteAccount {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly users: UserRepository,
    private readonly closeAccount: CloseAccount,
  ) {}

  /** @throws DomainError NOT_FOUND, FORBIDDEN for one's own account, LAST_SUPER_ADMIN, LAST_OWNER. */
  execute(adminId: UserId, id: UserId): Promise<void> {
    return this.unit.run({ as: 'system', for: 'deleting an account' }, async () => {
      const user = await this.users.find(id);
      if (!user) throw userMissing();
      if (id === adminId) throw ownAccount();
      await this.closeAccount.execute(user, adminId);
    });
  }
}
