import type { UserId } from '../../../core/domain/ids';
import type { User } from '../domain/User';
import type { UserRepository } from '../domain/UserRepository';
import { accountGone, lastSuperAdmin, superAdminNoMore, userMissing } from '../domain/errors';

/**
 * For whoever is about to ban, deactivate or delete an account: an active super admin remains, whatever runs at once.
 * Joins the surrounding unit of work, which has locked nothing yet.
 */
export class DemandAnotherSuperAdmin {
  constructor(private readonly users: UserRepository) {}

  /**
   * @returns the account as it is now, which nobody unmakes or ends until commit if it is a super admin's.
   * @throws DomainError LAST_SUPER_ADMIN, FORBIDDEN for another who is super admin no more; NOT_FOUND, or SESSION_ENDED
   * for one's own, when it is gone meanwhile.
   */
  async execute(user: User, by: UserId): Promise<User> {
    if (!user.isActiveSuperAdmin) return user;
    const superAdmins = await this.users.lockSuperAdmins();
    const isOwn = user.id === by;
    const now = await this.users.find(user.id);
    if (!now) throw isOwn ? accountGone() : userMissing();
    if (now.isActiveSuperAdmin && superAdmins.length === 1) throw lastSuperAdmin();
    if (!isOwn && !superAdmins.includes(by)) throw superAdminNoMore();
    return now;
  }
}
