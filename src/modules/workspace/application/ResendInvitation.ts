import type { Clock } from '../../../core/application/Clock';
import type { Random } from '../../../core/application/Random';
import type { UnitOfWork } from '../../../core/application/UnitOfWork';
import { workspaceSuspended } from '../domain/errors';
import type { InvitationId } from '../domain/Invitation';
import { invitationGone } from '../domain/invitationErrors';
import type { InvitationRepository } from '../domain/InvitationRepository';
import type { MembershipRepository } from '../domain/MembershipRepository';
import type { InvitationQuota } from './InvitationQuota';
import type { Actor } from './Actor';
import { demandMayInvite } from './demandMayInvite';
import type { MailInvitation } from './MailInvitation';

/** Sends it once more with another token. From then on it stands on the right of whoever sent it again. */
export class ResendInvitation {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly memberships: MembershipRepository,
    private readonly invitations: InvitationRepository,
    private readonly quota: InvitationQuota,
    private readonly mail: MailInvitation,
    private readonly random: Random,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError NOT_FOUND, FORBIDDEN, INVITATION_LIMIT, INVITATION_CLOSED. */
  execute(actor: Actor, id: InvitationId): Promise<void> {
    const { userId, workspaceId } = actor;
    return this.unit.run({ as: 'member', userId, workspaceId }, async () => {
      const workspace = await this.memberships.lock(workspaceId);
      const invitation = await this.invitations.find(workspaceId, id);
      if (!workspace || !invitation) throw invitationGone();
      demandMayInvite(actor, invitation.state.role);
      if (workspace.status === 'suspended') throw workspaceSuspended();
      const token = this.random.secret();
      invitation.resend(userId, token, this.clock.now());
      await this.invitations.save(invitation);
      await this.mail.execute(invitation, workspace.name, token);
      await this.quota.take(workspaceId, userId, invitation.state.email);
    });
  }
}
