export interface WorkspacePermissions {
  'members.invite': true;
  'members.remove': true;
  'workspaces.manage': true;
  'workspaces.delete': true;
  'workspaces.transfer': true;
}

declare module '../../../core/domain/PermissionCatalogue' {
  interface PermissionCatalogue extends WorkspacePermissions {}
}
