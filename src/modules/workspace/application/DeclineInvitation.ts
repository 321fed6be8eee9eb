import type { Clock } from '../../../core/application/Clock';
import type { UnitOfWork } from '../../../core/application/UnitOfWork';
import { invitationGone } from '../domain/invitationErrors';
import type { InvitationRepository } from '../domain/InvitationRepository';
import type { MembershipRepository } from '../domain/MembershipRepository';

/** By whoever holds the token, with an account or without. */
export class DeclineInvitation {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly memberships: MembershipRepository,
    private readonly invitations: InvitationRepository,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError NOT_FOUND. */
  execute(token: string): Promise<void> {
    return this.unit.run({ as: 'system', for: 'declining an invitation' }, async () => {
      const seen = await this.invitations.findByToken(token);
      const workspace = seen && (await this.memberships.lock(seen.state.workspaceId));
      const invitation = workspace && (await this.invitations.findByToken(token));
      if (!invitation) throw invitationGone();
      invitation.decline(this.clock.now());
      await this.invitations.save(invitation);
    });
  }
}
