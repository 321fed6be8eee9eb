export interface WebhookEvents {
  'workspace:webhook:created': {
    readonly webhookId: string;
    readonly origin: string;
    readonly events: readonly string[];
  };
  'workspace:webhook:updated': {
    readonly webhookId: string;
    readonly origin: string;
    readonly events: readonly string[];
    readonly enabled: boolean;
  };
  'workspace:webhook:secret-rotated': { readonly webhookId: string; readonly origin: string };
  'workspace:webhook:disabled': {
    readonly webhookId: string;
    readonly origin: string;
    readonly reason: 'gone' | 'failing';
  };
  'workspace:webhook:deleted': { readonly webhookId: string; readonly origin: string };
}

declare module '../../../core/domain/EventCatalogue' {
  interface EventCatalogue extends WebhookEvents {}
}
