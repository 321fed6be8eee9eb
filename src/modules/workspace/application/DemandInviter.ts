import type { AccessPolicy, Claimant } from '../../../core/application/AccessPolicy';
import type { Tenancy } from '../../../core/application/Caller';
import { DomainError } from '../../../core/domain/DomainError';
import type { FindAccount } from '../../user';
import { effectivePermissions, isBuiltInRole, mayGrant } from '../../role';
import type { InvitationState } from '../domain/Invitation';
import { invitationGone } from '../domain/invitationErrors';
import type { MemberRoles } from '../domain/MemberRoles';
import type { MembershipRepository } from '../domain/MembershipRepository';

/** Of an invitation or a link. */
type Standing = Pick<InvitationState, 'workspaceId' | 'invitedBy' | 'role'>;

const ACCESS = { kind: 'permission', permission: 'members.invite' } as const;

/**
 * An invitation stands on the right of whoever sent it: it is worth nothing once they left, were removed,
 * deactivated, demoted below the role it gives or may not invite any more, or while they lack a second factor that
 * the workspace demands. To be asked inside a unit of work.
 */
export class DemandInviter {
  constructor(
    private readonly memberships: MembershipRepository,
    private readonly memberRoles: MemberRoles,
    private readonly findAccount: FindAccount,
    private readonly policy: AccessPolicy,
  ) {}

  /** @returns their name. @throws DomainError NOT_FOUND. */
  async execute({ state }: { readonly state: Standing }): Promise<string> {
    const inviter = await this.findAccount.byId(state.invitedBy);
    if (inviter?.state.status !== 'active') throw invitationGone();
    const { firstName, lastName, platformRole, emailVerified } = inviter.state;
    const isSuperAdmin = platformRole === 'super_admin';
    const tenancy = isSuperAdmin ? null : await this.tenancyOf(state);
    const mayStillInvite = this.permits({ isSuperAdmin, emailVerified }, tenancy);
    if (!mayStillInvite || !(isSuperAdmin || grants(tenancy, state.role))) throw invitationGone();
    return `${firstName} ${lastName}`.trim();
  }

  /** That the workspace is suspended is told to whoever joins, and voids no invitation. */
  private async tenancyOf({ workspaceId, invitedBy }: Standing): Promise<Tenancy | null> {
    const member = await this.memberships.find(workspaceId, invitedBy);
    if (member?.status !== 'active' || !isBuiltInRole(member.role)) return null;
    const granted = await this.memberRoles.permissionsOf(workspaceId, invitedBy);
    const permissions = effectivePermissions(member.role, granted);
    const mfaMissing = await this.memberships.isMfaMissing(workspaceId, invitedBy);
    return { workspaceId, role: member.role, permissions, suspended: false, mfaMissing };
  }

  private permits(inviter: Claimant, tenancy: Tenancy | null): boolean {
    try {
      this.policy.demand(ACCESS, inviter, tenancy);
      return true;
    } catch (error) {
      if (error instanceof DomainError && error.kind === 'forbidden') return false;
      throw error;
    }
  }
}

function grants(tenancy: Tenancy | null, role: string): boolean {
  return !!tenancy && isBuiltInRole(tenancy.role) && isBuiltInRole(role) && mayGrant(tenancy.role, role);
}
