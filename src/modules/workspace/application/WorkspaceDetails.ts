import type { UserId, WorkspaceId } from '../../../core/domain/ids';
import { token } from '../../../core/domain/token';
import type { WorkspaceState } from '../domain/Workspace';

/** Read port: one workspace, as its members see it. */
export interface WorkspaceDetails {
  read(userId: UserId, id: WorkspaceId): Promise<(WorkspaceState & { readonly version: number }) | null>;
}
export const WorkspaceDetails = token<WorkspaceDetails>('WorkspaceDetails');
