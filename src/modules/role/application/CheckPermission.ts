import type { AccessPolicy } from '../../../core/application/AccessPolicy';
import type { Caller } from '../../../core/application/Caller';
import { DomainError } from '../../../core/domain/DomainError';
import type { UserId, WorkspaceId } from '../../../core/domain/ids';
import type { Permission } from '../../../core/domain/PermissionCatalogue';
import { effectivePermissions } from '../domain/effectivePermissions';
import { memberMissing } from '../domain/errors';
import { reasonsAgainst, reasonsFor, type Reason, type Standing } from '../domain/explain';
import type { KnownPermissions } from './KnownPermissions';
import type { Standings } from './Standings';

export interface Verdict {
  readonly allowed: boolean;
  /** All that allows it, or all that forbids it; never empty. */
  readonly because: readonly Reason[];
}

/** Whether somebody may do something, by the policy that every request is held against, and why. */
export class CheckPermission {
  constructor(
    private readonly standings: Standings,
    private readonly policy: AccessPolicy,
    private readonly known: KnownPermissions,
  ) {}

  /**
   * That somebody is a super admin is told to themselves and to super admins only; to others the answer is what
   * the membership permits.
   * @throws DomainError VALIDATION_ERROR; NOT_FOUND for somebody who is no member.
   */
  async execute(caller: Caller, workspaceId: WorkspaceId, name: string, userId: UserId): Promise<Verdict> {
    const permission = this.known.demandOne(name);
    const isMe = userId === caller.userId;
    const found = await this.standings.of(workspaceId, caller.userId, userId);
    if (!found && isMe && caller.isSuperAdmin) return { allowed: true, because: [{ kind: 'super_admin' }] };
    if (!found) throw memberMissing();
    const standing = { ...found, isSuperAdmin: found.isSuperAdmin && (isMe || caller.isSuperAdmin) };
    const allowed = this.allows({ ...caller, userId }, workspaceId, standing, permission);
    return {
      allowed,
      because: allowed ? reasonsFor(standing, permission) : reasonsAgainst(standing, permission),
    };
  }

  private allows(
    subject: Caller,
    workspaceId: WorkspaceId,
    { hasActiveAccount, isActive, isSuspended, isMfaMissing, isSuperAdmin, role, customRoles }: Standing,
    permission: Permission,
  ): boolean {
    if (!hasActiveAccount) return false;
    const granted = customRoles.flatMap(({ permissions }) => permissions);
    const permissions = effectivePermissions(role, granted);
    const facts = { workspaceId, role, permissions, suspended: isSuspended, mfaMissing: isMfaMissing };
    const tenancy = isActive ? facts : null;
    try {
      this.policy.demand({ kind: 'permission', permission }, { ...subject, isSuperAdmin }, tenancy);
      return true;
    } catch (error) {
      if (error instanceof DomainError) return false;
      throw error;
    }
  }
}
