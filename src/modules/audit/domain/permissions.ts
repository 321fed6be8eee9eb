export interface AuditPermissions {
  'audit.read': true;
}

declare module '../../../core/domain/PermissionCatalogue' {
  interface PermissionCatalogue extends AuditPermissions {}
}
