import type { UserId, WorkspaceId } from '../../../core/domain/ids';
import { token } from '../../../core/domain/token';

/** An owner's offer to hand the workspace over: one at a time, open for seven days. */
export interface OwnershipOffers {
  /** Takes the place of an open one. */
  put(workspaceId: WorkspaceId, from: UserId, to: UserId): Promise<void>;
  /** Uses up the open offer to somebody. @returns who made it; null when there is none. */
  take(workspaceId: WorkspaceId, to: UserId): Promise<UserId | null>;
}
export const OwnershipOffers = token<OwnershipOffers>('OwnershipOffers');
