import type { Page } from '../../../core/application/Page';
import type { UserId, WorkspaceId } from '../../../core/domain/ids';
import { token } from '../../../core/domain/token';

export interface ListedMember {
  /** Of the account. */
  readonly id: UserId;
  readonly email: string;
  readonly name: string;
  readonly avatarUrl: string | null;
  readonly role: string;
  /** Custom ones, by name. */
  readonly roles: readonly { readonly id: string; readonly name: string }[];
  readonly status: string;
  readonly joinedAt: Date;
  readonly version: number;
}

/** Read port: who belongs to a workspace, as one of them sees it; oldest accounts first. */
export interface MemberList {
  page(workspaceId: WorkspaceId, reader: UserId, page: Page): Promise<ListedMember[]>;
  find(workspaceId: WorkspaceId, reader: UserId, userId: UserId): Promise<ListedMember | null>;
}
export const MemberList = token<MemberList>('MemberList');
