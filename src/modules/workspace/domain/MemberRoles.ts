import type { Id, UserId, WorkspaceId } from '../../../core/domain/ids';
import type { Permission } from '../../../core/domain/PermissionCatalogue';
import { token } from '../../../core/domain/token';

/** The custom roles of members, which go with the membership. To be changed under `MembershipRepository.lock`. */
export interface MemberRoles {
  /** In the order of their ids. */
  of(workspaceId: WorkspaceId, userId: UserId): Promise<Id<'role'>[]>;
  /** What they permit together. */
  permissionsOf(workspaceId: WorkspaceId, userId: UserId): Promise<Permission[]>;
  /** Those and no others, in a new version of the membership. */
  replace(workspaceId: WorkspaceId, userId: UserId, roleIds: readonly Id<'role'>[]): Promise<void>;
}
export const MemberRoles = token<MemberRoles>('MemberRoles');
