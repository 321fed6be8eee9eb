import type { Clock } from '../../../core/application/Clock';
import type { UnitOfWork } from '../../../core/application/UnitOfWork';
import type { InviteLinkId } from '../domain/InviteLink';
import { invitationGone } from '../domain/invitationErrors';
import type { InviteLinkRepository } from '../domain/InviteLinkRepository';
import type { MembershipRepository } from '../domain/MembershipRepository';
import type { Actor } from './Actor';
import { demandMayInvite } from './demandMayInvite';

export class RevokeInviteLink {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly memberships: MembershipRepository,
    private readonly links: InviteLinkRepository,
    private readonly clock: Clock,
  ) {}

  /** Nobody joins by it any more. @throws DomainError NOT_FOUND, FORBIDDEN. */
  execute(actor: Actor, id: InviteLinkId): Promise<void> {
    const { userId, workspaceId } = actor;
    return this.unit.run({ as: 'member', userId, workspaceId }, async () => {
      await this.memberships.lock(workspaceId);
      const link = await this.links.find(workspaceId, id);
      if (!link) throw invitationGone();
      demandMayInvite(actor, link.state.role);
      if (link.state.revokedAt !== null) return;
      link.revoke(this.clock.now());
      await this.links.save(link);
    });
  }
}
