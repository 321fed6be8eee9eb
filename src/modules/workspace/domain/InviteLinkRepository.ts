import type { WorkspaceId } from '../../../core/domain/ids';
import { token } from '../../../core/domain/token';
import type { InviteLink, InviteLinkId } from './InviteLink';

export interface InviteLinkRepository {
  find(workspaceId: WorkspaceId, id: InviteLinkId): Promise<InviteLink | null>;
  /** Across workspaces: whoever holds the token names none. */
  findByToken(token: string): Promise<InviteLink | null>;
  /** How many of a workspace somebody could still join by. */
  countOpen(workspaceId: WorkspaceId, now: Date): Promise<number>;
  /** Writes the row with the hash of its token, its audit line and its events. */
  add(link: InviteLink, token: string): Promise<void>;
  /**
   * Writes that it was used or revoked, its audit line and its events. Of many who save it at once, one does.
   * @throws DomainError VERSION_STALE when somebody saved it since it was loaded.
   */
  save(link: InviteLink): Promise<void>;
}
export const InviteLinkRepository = token<InviteLinkRepository>('InviteLinkRepository');
