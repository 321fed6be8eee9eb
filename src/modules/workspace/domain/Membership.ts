import type { UserId, WorkspaceId } from '../../../core/domain/ids';

export type MemberStatus = 'active' | 'inactive';

/** Somebody's place in a workspace. */
export interface Membership {
  readonly workspaceId: WorkspaceId;
  readonly userId: UserId;
  /** Name of the built-in role, of which a membership has exactly one. */
  readonly role: string;
  readonly status: MemberStatus;
  readonly joinedAt: Date;
  readonly version: number;
}

export function isActiveOwner(member: Membership | null): boolean {
  return member?.role === 'owner' && member.status === 'active';
}
