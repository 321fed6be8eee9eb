import type { UserId, WorkspaceId } from '../../../core/domain/ids';
import type { Permission } from '../../../core/domain/PermissionCatalogue';
import { token } from '../../../core/domain/token';

/**
 * What somebody holds in a workspace as the surrounding unit of work sees it: what a request came in with may be
 * a second old. For workspace to know: it implements this.
 */
export interface RightsNow {
  /** Nothing for who is no active member; an owner's rights for a super admin. */
  of(workspaceId: WorkspaceId, userId: UserId): Promise<ReadonlySet<Permission>>;
}
export const RightsNow = token<RightsNow>('RightsNow');
