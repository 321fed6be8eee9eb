import type { Permission } from '../domain/PermissionCatalogue';

/** Who may call a route. There is no default: an endpoint without one does not compile. */
export type Access = (
  | { readonly kind: 'anyone' }
  | { readonly kind: 'refresh-token' }
  | { readonly kind: 'signed-in' }
  | { readonly kind: 'member' }
  | { readonly kind: 'permission'; readonly permission: Permission; readonly or?: readonly Permission[] }
  | { readonly kind: 'role'; readonly roles: readonly string[] }
  | { readonly kind: 'super-admin' }
) & {
  /** Whether an access token says who calls where none is needed. */
  readonly orSignedIn?: boolean;
  /** Whether the caller must have shown that their address is theirs. */
  readonly verified?: boolean;
  /** Whether members pass who have yet to turn on the second factor that the workspace demands. */
  readonly withoutMfa?: boolean;
  /** Whether a super admin passes without a workspace, and then acts on the whole platform. */
  readonly orPlatform?: boolean;
};
