import type { WorkspaceId } from '../../../core/domain/ids';
import { token } from '../../../core/domain/token';
import type { RoleState } from '../domain/Role';

export type AssignableRole = Pick<RoleState, 'id' | 'permissions'>;

/** The roles that a workspace gives its members beside the built-in ones. Joins the surrounding unit of work. */
export interface AssignableRoles {
  /** Those of the workspace among the ids; until commit nobody changes or deletes them. */
  hold(workspaceId: WorkspaceId, ids: readonly string[]): Promise<AssignableRole[]>;
}
export const AssignableRoles = token<AssignableRoles>('AssignableRoles');
