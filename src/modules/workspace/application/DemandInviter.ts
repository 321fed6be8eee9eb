import type { FindAccount } from '../../user';
import { effectivePermissions, isBuiltInRole, mayGrant } from '../../role';
import type { InvitationState } from '../domain/Invitation';
import { invitationGone } from '../domain/invitationErrors';
import type { MemberRoles } from '../domain/MemberRoles';
import type { MembershipRepository } from '../domain/MembershipRepository';

/** Of an invitation or a link. */
type Standing = Pick<InvitationState, 'workspaceId' | 'invitedBy' | 'role'>;

/**
 * An invitation stands on the right of whoever sent it: it is worth nothing once they left, were removed,
 * deactivated, demoted below the role it gives or may not invite any more. To be asked inside a unit of work.
 */
export class DemandInviter {
  constructor(
    private readonly memberships: MembershipRepository,
    private readonly memberRoles: MemberRoles,
    private readonly findAccount: FindAccount,
  ) {}

  /** @returns their name. @throws DomainError NOT_FOUND. */
  async execute({ state }: { readonly state: Standing }): Promise<string> {
    const inviter = await this.findAccount.byId(state.invitedBy);
    if (inviter?.state.status !== 'active') throw invitationGone();
    const { firstName, lastName, platformRole } = inviter.state;
    const mayInvite = platformRole === 'super_admin' || (await this.mayStillGrant(state));
    if (!mayInvite) throw invitationGone();
    return `${firstName} ${lastName}`.trim();
  }

  private async mayStillGrant({ workspaceId, invitedBy, role }: Standing): Promise<boolean> {
    const member = await this.memberships.find(workspaceId, invitedBy);
    if (member?.status !== 'active' || !isBuiltInRole(member.role) || !isBuiltInRole(role)) return false;
    const permissions = await this.memberRoles.permissionsOf(workspaceId, invitedBy);
    const mayInvite = effectivePermissions(member.role, permissions).has('members.invite');
    return mayInvite && mayGrant(member.role, role);
  }
}
