import type { WorkspaceId } from '../../../core/domain/ids';
import { token } from '../../../core/domain/token';
import type { RoleId } from '../domain/Role';

/** Who has which custom role, which is for workspace to know: it implements this. */
export interface RoleHolders {
  /** With the commit of the surrounding unit of work, whatever is remembered of its holders is forgotten. */
  changed(workspaceId: WorkspaceId, roleId: RoleId): Promise<void>;
}
export const RoleHolders = token<RoleHolders>('RoleHolders');
