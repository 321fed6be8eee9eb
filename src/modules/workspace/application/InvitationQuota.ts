import type { UserId, WorkspaceId } from '../../../core/domain/ids';
import { token } from '../../../core/domain/token';

/** How many invitation mails an hour may leave a workspace, come from one person, and reach one address. */
export interface InvitationQuota {
  /**
   * Counts one mail in the surrounding unit of work: what is rolled back was not sent.
   * @throws DomainError INVITATION_LIMIT.
   */
  take(workspaceId: WorkspaceId, inviter: UserId, recipient: string): Promise<void>;
}
export const InvitationQuota = token<InvitationQuota>('InvitationQuota');
