import type { UserId, WorkspaceId } from '../../../core/domain/ids';
import { token } from '../../../core/domain/token';
import type { Membership } from './Membership';

/** A workspace held until commit: whoever else wants to change who belongs to it waits. */
export interface LockedWorkspace {
  readonly id: WorkspaceId;
  readonly name: string;
  readonly status: 'active' | 'suspended';
  readonly seatLimit: number | null;
  readonly seatsTaken: number;
  /** Active ones. */
  readonly owners: number;
}

/** Who belongs to a workspace. Every change is made under `lock`, so that counting and acting are one. */
export interface MembershipRepository {
  /** Null when there is no such workspace, or it was deleted. */
  lock(workspaceId: WorkspaceId): Promise<LockedWorkspace | null>;
  /** Those that were not deleted, in one order for everybody, so that nobody who locks them waits in a circle. */
  workspacesOf(userId: UserId): Promise<WorkspaceId[]>;
  /**
   * Whether the account is there; then nobody deletes it until commit. To be asked after `lock`: whoever deletes an
   * account holds it last.
   */
  holdAccount(userId: UserId): Promise<boolean>;
  /** How many workspaces they own that were not deleted. */
  ownedBy(userId: UserId): Promise<number>;
  /** Members whose accounts were deleted; no other one is until commit. */
  withoutAccount(workspaceId: WorkspaceId): Promise<UserId[]>;
  find(workspaceId: WorkspaceId, userId: UserId): Promise<Membership | null>;
  /** Whether the workspace demands a second factor that the member has not. For a unit of work that crosses tenants. */
  isMfaMissing(workspaceId: WorkspaceId, userId: UserId): Promise<boolean>;
  add(membership: Membership): Promise<void>;
  change(membership: Membership): Promise<void>;
  remove(workspaceId: WorkspaceId, userId: UserId): Promise<void>;
}
export const MembershipRepository = token<MembershipRepository>('MembershipRepository');
