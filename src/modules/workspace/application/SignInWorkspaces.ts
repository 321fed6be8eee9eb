import type { UserId, WorkspaceId } from '../../../core/domain/ids';
import { token } from '../../../core/domain/token';
import type { BuiltInRole } from '../../role';
import type { WorkspaceState } from '../domain/Workspace';

export interface EnteredWorkspace {
  readonly workspace: WorkspaceState & { readonly version: number };
  readonly role: BuiltInRole;
}

/** Which workspace a sign-in leads into; to be asked inside a unit of work. */
export interface SignInWorkspaces {
  /** The active memberships of somebody, best first: last used, then oldest. Suspended workspaces included. */
  of(userId: UserId): Promise<EnteredWorkspace[]>;
  /** Notes that a sign-in led here, so that the next one does too. */
  entered(userId: UserId, workspaceId: WorkspaceId): Promise<void>;
}
export const SignInWorkspaces = token<SignInWorkspaces>('SignInWorkspaces');
