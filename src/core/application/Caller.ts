import type { SessionId, UserId, WorkspaceId } from '../domain/ids';
import type { Permission } from '../domain/PermissionCatalogue';

/** The account behind a valid access token, as it stands now and not as the token says. */
export interface Caller {
  readonly userId: UserId;
  readonly sid: SessionId;
  readonly email: string;
  readonly emailVerified: boolean;
  readonly isSuperAdmin: boolean;
  /** The workspace the token was issued for; whether the caller is still in it is another question. */
  readonly tokenWorkspaceId: WorkspaceId | null;
}

/** A caller inside a workspace they belong to. */
export interface Tenancy {
  readonly workspaceId: WorkspaceId;
  readonly role: string;
  readonly permissions: ReadonlySet<Permission>;
  /** A suspended workspace refuses every request in it. */
  readonly suspended: boolean;
  /** It demands a second factor, and the member has none on: likewise. */
  readonly mfaMissing: boolean;
}
