import type { WorkspaceId } from '../../../core/domain/ids';
import { token } from '../../../core/domain/token';
import type { Workspace } from './Workspace';

export interface WorkspaceRepository {
  /** Writes a new workspace with its first members, their audit lines and events. @throws DomainError SLUG_TAKEN. */
  add(workspace: Workspace): Promise<void>;
  /** The workspace, held until commit: whoever else wants to change it, or who belongs to it, waits. */
  find(id: WorkspaceId): Promise<Workspace | null>;
  /** One that was deleted in the last 30 days, held likewise. */
  findDeleted(id: WorkspaceId): Promise<Workspace | null>;
  /** Writes what changed, its audit lines and events. @throws DomainError SLUG_TAKEN, VERSION_STALE. */
  save(workspace: Workspace): Promise<void>;
  /** `wanted`, or `wanted-2` … when workspaces have taken it: free at the moment of asking and held until commit. */
  reserveSlug(wanted: string): Promise<string>;
}
export const WorkspaceRepository = token<WorkspaceRepository>('WorkspaceRepository');
