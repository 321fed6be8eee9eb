import type { Caller, Tenancy } from '../../../core/application/Caller';
import type { UserId, WorkspaceId } from '../../../core/domain/ids';
import type { Permission } from '../../../core/domain/PermissionCatalogue';
import type { BuiltInRole } from '../../role';

/** Somebody acting in a workspace; a super admin with the role of an owner. */
export interface Actor {
  readonly userId: UserId;
  readonly workspaceId: WorkspaceId;
  readonly role: BuiltInRole;
  readonly permissions: ReadonlySet<Permission>;
  readonly isSuperAdmin: boolean;
}

export function actorOf({ userId, isSuperAdmin }: Caller, tenancy: Tenancy): Actor {
  const { workspaceId, role, permissions } = tenancy;
  return { userId, workspaceId, role: role as BuiltInRole, permissions, isSuperAdmin };
}
