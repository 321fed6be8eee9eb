import type { UnitOfWork } from '../../../core/application/UnitOfWork';
import type { UserId, WorkspaceId } from '../../../core/domain/ids';
import type { MemberChanges } from './MemberChanges';

export class LeaveWorkspace {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly changes: MemberChanges,
  ) {}

  /** @throws DomainError NOT_FOUND, LAST_OWNER. */
  execute(workspaceId: WorkspaceId, userId: UserId): Promise<void> {
    return this.unit.run({ as: 'member', userId, workspaceId }, async () => {
      await this.changes.end(await this.changes.hold(workspaceId, userId), 'left');
    });
  }
}
