import type { Clock } from '../../../core/application/Clock';
import type { UnitOfWork } from '../../../core/application/UnitOfWork';
import type { UserId } from '../../../core/domain/ids';
import type { User } from '../domain/User';
import type { UserRepository } from '../domain/UserRepository';
import { userMissing } from '../domain/errors';

/** The account comes back with its password and outside of every workspace: those have to invite it again. */
export class RestoreAccount {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly users: UserRepository,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError NOT_FOUND unless it was deleted in the last 30 days, EMAIL_TAKEN. */
  execute(id: UserId): Promise<User> {
    return this.unit.run({ as: 'system', for: 'restoring an account' }, async () => {
      const user = await this.users.findDeleted(id);
      if (!user) throw userMissing();
      user.undelete(this.clock.now());
      await this.users.save(user);
      return user;
    });
  }
}
