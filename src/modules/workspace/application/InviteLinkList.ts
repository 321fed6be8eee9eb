import type { Page } from '../../../core/application/Page';
import type { UserId, WorkspaceId } from '../../../core/domain/ids';
import { token } from '../../../core/domain/token';
import type { InviteLinkId, InviteLinkState } from '../domain/InviteLink';

export interface InviteLinkEntry extends Pick<
  InviteLinkState,
  'id' | 'role' | 'allowedDomains' | 'maxUses' | 'uses' | 'expiresAt' | 'createdAt'
> {
  readonly status: 'active' | 'exhausted' | 'expired' | 'revoked';
  /** Null when they are not in the workspace any more. */
  readonly invitedBy: { readonly userId: string; readonly name: string } | null;
}

/** Read port: the invite links of a workspace, newest first, as its members see them. */
export interface InviteLinkList {
  list(workspaceId: WorkspaceId, reader: UserId, page: Page): Promise<InviteLinkEntry[]>;
  read(workspaceId: WorkspaceId, reader: UserId, id: InviteLinkId): Promise<InviteLinkEntry | null>;
}
export const InviteLinkList = token<InviteLinkList>('InviteLinkList');
