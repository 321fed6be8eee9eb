import type { Clock } from '../../../core/application/Clock';
import type { UnitOfWork } from '../../../core/application/UnitOfWork';
import type { UserId } from '../../../core/domain/ids';
import { demandVersion, type ExpectedVersion } from '../../../core/domain/stale';
import type { User } from '../domain/User';
import type { UserRepository } from '../domain/UserRepository';
import { accountGone } from '../domain/errors';
import type { EraseAvatarLater } from './EraseAvatarLater';

/** Gives an account another picture, or none; the file of the old one goes once that is committed. */
export class ReplaceAvatar {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly users: UserRepository,
    private readonly eraseAvatarLater: EraseAvatarLater,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError PRECONDITION_FAILED, VERSION_STALE. */
  execute(id: UserId, url: string | null, ifVersion: ExpectedVersion): Promise<User> {
    return this.unit.run({ as: 'account', userId: id }, async () => {
      const user = await this.users.find(id);
      if (!user) throw accountGone();
      demandVersion(user.version, ifVersion);
      await this.eraseAvatarLater.execute(user.state.avatarUrl);
      user.changeAvatar(url, this.clock.now());
      await this.users.save(user);
      return user;
    });
  }
}
