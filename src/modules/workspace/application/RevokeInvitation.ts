import type { UnitOfWork } from '../../../core/application/UnitOfWork';
import type { InvitationId } from '../domain/Invitation';
import { invitationGone } from '../domain/invitationErrors';
import type { InvitationRepository } from '../domain/InvitationRepository';
import type { MembershipRepository } from '../domain/MembershipRepository';
import type { Actor } from './Actor';
import { demandMayInvite } from './demandMayInvite';

export class RevokeInvitation {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly memberships: MembershipRepository,
    private readonly invitations: InvitationRepository,
  ) {}

  /** @throws DomainError NOT_FOUND, FORBIDDEN, INVITATION_CLOSED. */
  execute(actor: Actor, id: InvitationId): Promise<void> {
    const { userId, workspaceId } = actor;
    return this.unit.run({ as: 'member', userId, workspaceId }, async () => {
      await this.memberships.lock(workspaceId);
      const invitation = await this.invitations.find(workspaceId, id);
      if (!invitation) throw invitationGone();
      demandMayInvite(actor, invitation.state.role);
      invitation.revoke();
      await this.invitations.save(invitation);
    });
  }
}
