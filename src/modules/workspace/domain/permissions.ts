export interface WorkspacePermissions {
  'members.invite': true;
  'members.remove': true;
  'workspaces.manage': true;
  'workspaces.delete': true;
  'workspaces.transfer': true;
  'audit.read': true;
  'webhooks.manage': true;
}

declare module '../../../core/domain/PermissionCatalogue' {
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type
  interface PermissionCatalogue extends WorkspacePermissions {}
}
