export interface WebhookPermissions {
  'webhooks.manage': true;
}

declare module '../../../core/domain/PermissionCatalogue' {
  interface PermissionCatalogue extends WebhookPermissions {}
}
