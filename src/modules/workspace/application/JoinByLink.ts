import type { Clock } from '../../../core/application/Clock';
import type { WorkspaceId } from '../../../core/domain/ids';
import type { User } from '../../user';
import type { InviteLink } from '../domain/InviteLink';
import { linkNeedsVerifiedEmail } from '../domain/inviteLinkErrors';
import { invitationGone } from '../domain/invitationErrors';
import type { InviteLinkRepository } from '../domain/InviteLinkRepository';
import type { Membership } from '../domain/Membership';
import type { MembershipRepository } from '../domain/MembershipRepository';
import type { AdmitMember } from './AdmitMember';
import type { DemandInviter } from './DemandInviter';
import type { Joined } from './JoinByInvitation';

/**
 * A link proves nothing of whoever holds it, so it admits verified addresses only. Joins the surrounding unit
 * of work, which crosses tenants.
 */
export class JoinByLink {
  constructor(
    private readonly memberships: MembershipRepository,
    private readonly links: InviteLinkRepository,
    private readonly demandInviter: DemandInviter,
    private readonly admitMember: AdmitMember,
    private readonly clock: Clock,
  ) {}

  /**
   * A member stays as they are, and no use is counted, whatever became of the link.
   * @param seen looked up once more under the lock: it may have been used or revoked while this one waited.
   * @param expected the workspace the caller named, if they named one.
   * @throws DomainError NOT_FOUND, EMAIL_DOMAIN_REFUSED, EMAIL_NOT_VERIFIED, SEAT_LIMIT, WORKSPACE_SUSPENDED.
   */
  async execute(seen: InviteLink, user: User, expected: WorkspaceId | null = null): Promise<Joined> {
    const { workspaceId, id } = seen.state;
    if (expected !== null && expected !== workspaceId) throw invitationGone();
    const workspace = await this.memberships.lock(workspaceId);
    const link = workspace && (await this.links.find(workspaceId, id));
    if (!link) throw invitationGone();
    const member = await this.memberships.find(workspaceId, user.id);
    if (member && member.status !== 'active') throw invitationGone();
    return { user, membership: member ?? (await this.admit(link, user)) };
  }

  private async admit(link: InviteLink, user: User): Promise<Membership> {
    const { workspaceId, role } = link.state;
    if (!link.isOpen(this.clock.now())) throw invitationGone();
    await this.demandInviter.execute(link);
    link.demandDomainOf(user.state.email);
    if (!user.state.emailVerified) throw linkNeedsVerifiedEmail();
    const membership = await this.admitMember.execute(workspaceId, user.id, role, user.id);
    link.use(user.id);
    await this.links.save(link);
    return membership;
  }
}
