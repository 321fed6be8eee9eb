import type { Caller } from '../../../core/application/Caller';
import type { Clock } from '../../../core/application/Clock';
import type { PasswordConfirmation } from '../../../core/application/PasswordConfirmation';
import type { Post } from '../../../core/application/Post';
import type { UnitOfWork } from '../../../core/application/UnitOfWork';
import type { UserId } from '../../../core/domain/ids';
import { demandVersion, type ExpectedVersion } from '../../../core/domain/stale';
import type { PlatformRole, User } from '../domain/User';
import type { UserRepository } from '../domain/UserRepository';
import { lastSuperAdmin, promotionImpossible, superAdminNoMore, userMissing } from '../domain/errors';
import type { MakeSuperAdmin } from './MakeSuperAdmin';
import './mails';

export interface PlatformRoleChange {
  readonly platformRole: PlatformRole | null;
  /** Of the super admin who asks. */
  readonly password: string;
}

/** By a super admin, of others or of themselves; whoever is concerned is told. One active super admin always remains. */
export class ChangePlatformRole {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly users: UserRepository,
    private readonly password: PasswordConfirmation,
    private readonly makeSuperAdmin: MakeSuperAdmin,
    private readonly post: Post,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws DomainError INVALID_CREDENTIALS, ACCOUNT_LOCKED, HASHING_BUSY, NOT_FOUND, PRECONDITION_FAILED, VERSION_STALE,
   * PROMOTION_IMPOSSIBLE, LAST_SUPER_ADMIN; FORBIDDEN for a caller who is super admin no more.
   */
  async execute(
    caller: Caller,
    id: UserId,
    { platformRole, password }: PlatformRoleChange,
    ifVersion: ExpectedVersion,
  ): Promise<User> {
    await this.password.confirm(caller, password);
    return this.unit.run({ as: 'system', for: 'changing a platform role' }, async () => {
      const superAdmins = await this.users.lockSuperAdmins();
      if (!superAdmins.includes(caller.userId)) throw superAdminNoMore();
      const user = await this.users.find(id);
      if (!user) throw userMissing();
      demandVersion(user.version, ifVersion);
      if (user.state.platformRole === platformRole) return user;
      await (platformRole ? this.promote(user) : this.demote(user, superAdmins));
      return user;
    });
  }

  private async promote(user: User): Promise<void> {
    const { status, emailVerified, email: to, firstName } = user.state;
    if (status !== 'active' || !emailVerified) throw promotionImpossible();
    await this.makeSuperAdmin.execute(user);
    await this.post.send({ name: 'user.super-admin-made', to, data: { firstName } });
  }

  private async demote(user: User, superAdmins: readonly UserId[]): Promise<void> {
    const { email: to, firstName } = user.state;
    if (superAdmins.every((id) => id === user.id)) throw lastSuperAdmin();
    user.dropPlatformRole(this.clock.now());
    await this.users.save(user);
    await this.post.send({ name: 'user.super-admin-removed', to, data: { firstName } });
  }
}
