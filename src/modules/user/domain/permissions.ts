export interface UserPermissions {
  'users.read': true;
  'users.create': true;
  'users.update': true;
  'users.delete': true;
}

declare module '../../../core/domain/PermissionCatalogue' {
  interface PermissionCatalogue extends UserPermissions {}
}
