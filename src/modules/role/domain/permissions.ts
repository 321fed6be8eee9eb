/** What the role module itself lets people do; other modules add theirs. */
export interface RolePermissions {
  'roles.assign': true;
  'roles.manage': true;
}

declare module '../../../core/domain/PermissionCatalogue' {
  interface PermissionCatalogue extends RolePermissions {}
}
