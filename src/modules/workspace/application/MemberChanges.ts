import type { Ledger } from '../../../core/application/Ledger';
import type { UserId, WorkspaceId } from '../../../core/domain/ids';
import type { Permission } from '../../../core/domain/PermissionCatalogue';
import type { BuiltInRole } from '../../role';
import { demandOwner } from '../domain/demandOwner';
import { demandRank } from './demandRank';
import { workspaceMissing } from '../domain/errors';
import type { Membership } from '../domain/Membership';
import type { LockedWorkspace, MembershipRepository } from '../domain/MembershipRepository';
import type { Actor } from './Actor';
import type { KnownTenancies } from './KnownTenancies';

/** A member whose workspace is locked: nobody else changes who belongs to it until commit. */
export interface HeldMember {
  readonly workspace: LockedWorkspace;
  readonly member: Membership;
}

/** The one way in which a membership changes or ends; joins the surrounding unit of work. */
export class MemberChanges {
  constructor(
    private readonly memberships: MembershipRepository,
    private readonly known: KnownTenancies,
    private readonly ledger: Ledger,
  ) {}

  /** @throws DomainError NOT_FOUND. */
  async hold(workspaceId: WorkspaceId, userId: UserId): Promise<HeldMember> {
    const workspace = await this.memberships.lock(workspaceId);
    const member = workspace && (await this.memberships.find(workspaceId, userId));
    if (!member) throw workspaceMissing();
    return { workspace, member };
  }

  /**
   * By the role the actor came with, and, since another may have been at work meanwhile, by the one they have
   * now: of two owners who act on each other, the second hears that the workspace needs an owner.
   * @throws DomainError FORBIDDEN, LAST_OWNER.
   */
  async demand(
    actor: Actor,
    { workspace, member }: HeldMember,
    next: Membership | null,
    permission: Permission,
  ): Promise<void> {
    demandRank(actor.role, member, next, permission);
    demandOwner(workspace, member, next);
    demandRank(await this.roleNow(actor), member, next, permission);
  }

  /** @throws DomainError LAST_OWNER. */
  async change(
    { workspace, member }: HeldMember,
    next: Membership,
    reason?: 'ownership-transferred',
  ): Promise<void> {
    const { workspaceId, userId, role, status } = next;
    const [newRole, newStatus] = [role !== member.role, status !== member.status];
    if (!newRole && !newStatus) return;
    demandOwner(workspace, member, next);
    await this.memberships.change(next);
    await this.known.changed(workspaceId, [userId]);
    const about = { workspaceId, subjectId: userId };
    if (newRole) {
      const changes = { role: { before: member.role, after: role } };
      await this.ledger.record([
        {
          name: 'workspace:member:role-changed',
          ...about,
          payload: { userId, role, ...(reason && { reason }) },
          changes,
        },
      ]);
    }
    if (newStatus) {
      const changes = { status: { before: member.status, after: status } };
      await this.ledger.record([
        { name: 'workspace:member:status-changed', ...about, payload: { userId, status }, changes },
      ]);
    }
  }

  /** @throws DomainError LAST_OWNER. */
  async end({ workspace, member }: HeldMember, reason: 'removed' | 'left'): Promise<void> {
    const { workspaceId, userId } = member;
    demandOwner(workspace, member, null);
    await this.memberships.remove(workspaceId, userId);
    await this.known.changed(workspaceId, [userId]);
    await this.ledger.record([
      { name: 'workspace:member:removed', workspaceId, subjectId: userId, payload: { userId, reason } },
    ]);
  }

  private async roleNow({ workspaceId, userId, role, isSuperAdmin }: Actor): Promise<BuiltInRole | null> {
    if (isSuperAdmin) return role;
    const now = await this.memberships.find(workspaceId, userId);
    return now?.status === 'active' ? (now.role as BuiltInRole) : null;
  }
}
