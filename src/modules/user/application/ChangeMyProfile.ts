import type { Clock } from '../../../core/application/Clock';
import type { UnitOfWork } from '../../../core/application/UnitOfWork';
import type { UserId } from '../../../core/domain/ids';
import { demandVersion, type ExpectedVersion } from '../../../core/domain/stale';
import type { Profile, User } from '../domain/User';
import type { UserRepository } from '../domain/UserRepository';
import { accountGone } from '../domain/errors';

/** @throws DomainError PRECONDITION_FAILED, VERSION_STALE. */
export class ChangeMyProfile {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly users: UserRepository,
    private readonly clock: Clock,
  ) {}

  execute(id: UserId, profile: Partial<Profile>, ifVersion: ExpectedVersion): Promise<User> {
    return this.unit.run({ as: 'account', userId: id }, async () => {
      const user = await this.users.find(id);
      if (!user) throw accountGone();
      demandVersion(user.version, ifVersion);
      user.changeProfile(profile, this.clock.now());
      await this.users.save(user);
      return user;
    });
  }
}
