import { token } from '../../../core/domain/token';
import type { Workspace } from './Workspace';

export interface WorkspaceRepository {
  /** Writes a new workspace with its first members, their audit lines and events. */
  add(workspace: Workspace): Promise<void>;
  /** `wanted`, or `wanted-2` … when workspaces have taken it: free at the moment of asking and held until commit. */
  reserveSlug(wanted: string): Promise<string>;
}
export const WorkspaceRepository = token<WorkspaceRepository>('WorkspaceRepository');
