/** What the role module itself lets people do; other modules add theirs. */
export interface RolePermissions {
  'roles.assign': true;
  'roles.manage': true;
}

declare module '../../../core/domain/PermissionCatalogue' {
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type
  interface PermissionCatalogue extends RolePermissions {}
}
