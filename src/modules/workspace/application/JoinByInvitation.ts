import type { Clock } from '../../../core/application/Clock';
import type { WorkspaceId } from '../../../core/domain/ids';
import type { ConfirmEmail, User } from '../../user';
import type { Invitation } from '../domain/Invitation';
import { invitationGone, invitationOfAnother } from '../domain/invitationErrors';
import type { InvitationRepository } from '../domain/InvitationRepository';
import type { Membership } from '../domain/Membership';
import type { MembershipRepository } from '../domain/MembershipRepository';
import type { AdmitMember } from './AdmitMember';
import type { DemandInviter } from './DemandInviter';

export interface Joined {
  readonly membership: Membership;
  /** With the address verified: they read its mail. */
  readonly user: User;
}

/** A mailed token makes its recipient a member; joins the surrounding unit of work, which crosses tenants. */
export class JoinByInvitation {
  constructor(
    private readonly memberships: MembershipRepository,
    private readonly invitations: InvitationRepository,
    private readonly demandInviter: DemandInviter,
    private readonly admitMember: AdmitMember,
    private readonly confirmEmail: ConfirmEmail,
    private readonly clock: Clock,
  ) {}

  /**
   * Again by the same person gives the same membership.
   * @param expected the workspace the caller named, if they named one.
   * @throws DomainError NOT_FOUND, FORBIDDEN, SEAT_LIMIT, WORKSPACE_SUSPENDED.
   */
  async execute(token: string, user: User, expected: WorkspaceId | null = null): Promise<Joined> {
    const invitation = await this.held(token, expected);
    const { workspaceId, acceptedBy, email, role } = invitation.state;
    if (acceptedBy !== null) return this.again(invitation, user);
    if (!invitation.isOpen(this.clock.now())) throw invitationGone();
    if (user.state.email !== email) throw invitationOfAnother();
    await this.demandInviter.execute(invitation);
    const membership = await this.admitMember.execute(workspaceId, user.id, role, user.id);
    if (membership.status !== 'active') throw invitationGone();
    invitation.accept(user.id, this.clock.now());
    await this.invitations.save(invitation);
    return { membership, user: (await this.confirmEmail.execute(user.id, email)) ?? user };
  }

  /** Looked up once more under the lock: it may have been revoked, or sent again, while this one waited. */
  private async held(token: string, expected: WorkspaceId | null): Promise<Invitation> {
    const seen = await this.invitations.findByToken(token);
    if (!seen || (expected !== null && expected !== seen.state.workspaceId)) throw invitationGone();
    const workspace = await this.memberships.lock(seen.state.workspaceId);
    const invitation = workspace && (await this.invitations.findByToken(token));
    if (!invitation) throw invitationGone();
    return invitation;
  }

  private async again({ state }: Invitation, user: User): Promise<Joined> {
    if (state.acceptedBy !== user.id) throw invitationOfAnother();
    const membership = await this.memberships.find(state.workspaceId, user.id);
    if (membership?.status !== 'active') throw invitationGone();
    return { membership, user };
  }
}
