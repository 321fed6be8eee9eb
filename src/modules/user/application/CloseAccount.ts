import type { Clock } from '../../../core/application/Clock';
import type { UserId } from '../../../core/domain/ids';
import type { User } from '../domain/User';
import type { UserRepository } from '../domain/UserRepository';
import type { AccountDeletionGuard } from './AccountDeletionGuard';
import type { AccountSessions } from './AccountSessions';
import type { DemandAnotherSuperAdmin } from './DemandAnotherSuperAdmin';
import type { EraseAvatarLater } from './EraseAvatarLater';

/**
 * The one way in which an account ends: out of every workspace and every session; joins the surrounding unit of work.
 * Out of workspaces twice: once its row is written, nobody can be admitted any more, but somebody may have been before.
 */
export class CloseAccount {
  constructor(
    private readonly users: UserRepository,
    private readonly anotherSuperAdmin: DemandAnotherSuperAdmin,
    private readonly guard: AccountDeletionGuard,
    private readonly sessions: AccountSessions,
    private readonly eraseAvatarLater: EraseAvatarLater,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError LAST_OWNER, and what DemandAnotherSuperAdmin refuses. */
  async execute(found: User, by: UserId): Promise<void> {
    const user = await this.anotherSuperAdmin.execute(found, by);
    await this.guard.release(user.id);
    await this.eraseAvatarLater.execute(user.state.avatarUrl);
    user.delete(this.clock.now());
    await this.users.save(user);
    await this.guard.release(user.id);
    await this.sessions.endAll(user.id);
  }
}
