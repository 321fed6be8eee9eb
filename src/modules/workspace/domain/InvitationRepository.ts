import type { WorkspaceId } from '../../../core/domain/ids';
import { token } from '../../../core/domain/token';
import type { Invitation, InvitationId } from './Invitation';

export interface InvitationRepository {
  find(workspaceId: WorkspaceId, id: InvitationId): Promise<Invitation | null>;
  /** Stored as pending; its time may be over. */
  findPending(workspaceId: WorkspaceId, email: string): Promise<Invitation | null>;
  /** Across workspaces: whoever holds the token names none. */
  findByToken(token: string): Promise<Invitation | null>;
  /**
   * Writes the row, its audit line and its events.
   * @throws DomainError INVITATION_PENDING, VERSION_STALE.
   */
  save(invitation: Invitation): Promise<void>;
}
export const InvitationRepository = token<InvitationRepository>('InvitationRepository');
