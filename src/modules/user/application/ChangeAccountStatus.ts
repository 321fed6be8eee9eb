import type { Clock } from '../../../core/application/Clock';
import type { UnitOfWork } from '../../../core/application/UnitOfWork';
import type { UserId } from '../../../core/domain/ids';
import { demandVersion, type ExpectedVersion } from '../../../core/domain/stale';
import type { AccountStatus, User } from '../domain/User';
import type { UserRepository } from '../domain/UserRepository';
import { ownAccount, userMissing } from '../domain/errors';
import type { AccountSessions } from './AccountSessions';
import type { DemandAnotherSuperAdmin } from './DemandAnotherSuperAdmin';

/** By a super admin. Whoever is not active has no session from this moment. */
export class ChangeAccountStatus {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly users: UserRepository,
    private readonly anotherSuperAdmin: DemandAnotherSuperAdmin,
    private readonly sessions: AccountSessions,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws DomainError NOT_FOUND, FORBIDDEN for one's own account, LAST_SUPER_ADMIN, PRECONDITION_FAILED,
   * VERSION_STALE.
   */
  execute(adminId: UserId, id: UserId, status: AccountStatus, ifVersion: ExpectedVersion): Promise<User> {
    return this.unit.run({ as: 'system', for: 'changing the status of an account' }, async () => {
      const found = await this.users.find(id);
      if (!found) throw userMissing();
      if (id === adminId) throw ownAccount();
      const user = status === 'active' ? found : await this.anotherSuperAdmin.execute(found, adminId);
      demandVersion(user.version, ifVersion);
      user.changeStatus(status, this.clock.now());
      await this.users.save(user);
      if (status !== 'active') await this.sessions.endAll(id);
      return user;
    });
  }
}
