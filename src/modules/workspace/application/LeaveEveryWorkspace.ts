import type { UserId } from '../../../core/domain/ids';
import type { AccountDeletionGuard } from '../../user';
import type { MembershipRepository } from '../domain/MembershipRepository';
import type { MemberChanges } from './MemberChanges';

export class LeaveEveryWorkspace implements AccountDeletionGuard {
  constructor(
    private readonly memberships: MembershipRepository,
    private readonly changes: MemberChanges,
  ) {}

  async release(userId: UserId): Promise<void> {
    for (const workspaceId of await this.memberships.workspacesOf(userId)) {
      await this.changes.end(await this.changes.hold(workspaceId, userId), 'left');
    }
  }
}
