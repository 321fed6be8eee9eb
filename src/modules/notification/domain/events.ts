export interface NotificationEvents {
  'notification:new': {
    notificationId: string;
    kind: string;
    message: string;
    aboutWorkspaceId: string | null;
  };
}

declare module '../../../core/domain/EventCatalogue' {
  interface EventCatalogue extends NotificationEvents {}
}
