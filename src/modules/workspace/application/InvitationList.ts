import type { UserId, WorkspaceId } from '../../../core/domain/ids';
import type { Page } from '../../../core/application/Page';
import { token } from '../../../core/domain/token';
import type { InvitationId, InvitationState } from '../domain/Invitation';

export interface InvitationEntry extends Pick<
  InvitationState,
  'id' | 'email' | 'role' | 'status' | 'expiresAt' | 'createdAt'
> {
  /** Null when they are not in the workspace any more. */
  readonly invitedBy: { readonly userId: string; readonly name: string } | null;
}

/** Read port: the invitations of a workspace, newest first, as its members see them. */
export interface InvitationList {
  list(workspaceId: WorkspaceId, reader: UserId, page: Page): Promise<InvitationEntry[]>;
  read(workspaceId: WorkspaceId, reader: UserId, id: InvitationId): Promise<InvitationEntry | null>;
}
export const InvitationList = token<InvitationList>('InvitationList');
