import type { Page } from '../../../core/application/Page';
import type { UserId, WorkspaceId } from '../../../core/domain/ids';
import { token } from '../../../core/domain/token';
import type { RoleState } from '../domain/Role';

export interface ListedRole extends Pick<RoleState, 'id' | 'name' | 'permissions'> {
  readonly builtIn: boolean;
  readonly version: number;
}

/** Read port: the custom roles of a workspace, oldest first. */
export interface CustomRoleList {
  page(workspaceId: WorkspaceId, reader: UserId, page: Page): Promise<ListedRole[]>;
  find(workspaceId: WorkspaceId, reader: UserId, id: string): Promise<ListedRole | null>;
}
export const CustomRoleList = token<CustomRoleList>('CustomRoleList');
