import type { UserId, WorkspaceId } from '../../../core/domain/ids';
import { token } from '../../../core/domain/token';

/** What is remembered of who belongs where; told of every change in the unit of work that makes it. */
export interface KnownTenancies {
  /** These members' role, status or belonging changed. */
  changed(workspaceId: WorkspaceId, userIds: readonly UserId[]): Promise<void>;
  /** Something of this account changed that matters wherever it is a member: its second factor. */
  changedForMember(userId: UserId): Promise<void>;
  /** The workspace itself changed for everybody in it: suspended, activated, deleted, restored. */
  changedForAll(workspaceId: WorkspaceId): Promise<void>;
}
export const KnownTenancies = token<KnownTenancies>('KnownTenancies');
