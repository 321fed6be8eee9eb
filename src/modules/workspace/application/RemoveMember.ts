import type { UnitOfWork } from '../../../core/application/UnitOfWork';
import type { UserId } from '../../../core/domain/ids';
import type { Actor } from './Actor';
import type { MemberChanges } from './MemberChanges';

export class RemoveMember {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly changes: MemberChanges,
  ) {}

  /** @throws DomainError NOT_FOUND, FORBIDDEN, LAST_OWNER. */
  execute(actor: Actor, userId: UserId): Promise<void> {
    const { workspaceId } = actor;
    return this.unit.run({ as: 'member', userId: actor.userId, workspaceId }, async () => {
      const held = await this.changes.hold(workspaceId, userId);
      await this.changes.demand(actor, held, null, 'members.remove');
      await this.changes.end(held, 'removed');
    });
  }
}
