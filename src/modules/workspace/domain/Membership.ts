import type { UserId, WorkspaceId } from '../../../core/domain/ids';
import type { BuiltInRole } from '../../role';

export type MemberStatus = 'active' | 'inactive';

/** Somebody's place in a workspace. */
export interface Membership {
  readonly workspaceId: WorkspaceId;
  readonly userId: UserId;
  readonly role: BuiltInRole;
  readonly status: MemberStatus;
  readonly joinedAt: Date;
}
