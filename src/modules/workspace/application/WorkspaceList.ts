import type { Page } from '../../../core/application/Page';
import type { UserId } from '../../../core/domain/ids';
import { token } from '../../../core/domain/token';
import type { WorkspaceState } from '../domain/Workspace';

export type ListedWorkspace = WorkspaceState & { readonly version: number };

/** Read port: workspaces that were not deleted, newest first. */
export interface WorkspaceList {
  /** Those somebody is an active member of, suspended ones included. */
  of(userId: UserId, page: Page): Promise<ListedWorkspace[]>;
  /** Those of everybody, for a super admin. */
  all(page: Page): Promise<ListedWorkspace[]>;
}
export const WorkspaceList = token<WorkspaceList>('WorkspaceList');
