export interface UserPermissions {
  'users.read': true;
  'users.create': true;
  'users.update': true;
  'users.delete': true;
}

declare module '../../../core/domain/PermissionCatalogue' {
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type
  interface PermissionCatalogue extends UserPermissions {}
}
