import type { Id, WorkspaceId } from '../../../core/domain/ids';
import type { WebhookId } from './Webhook';

export type EventId = Id<'event'>;
export type DeliveryStatus = 'pending' | 'delivered' | 'failed';

/** An event and a webhook that is told of it: one delivery. */
export interface DeliveryKey {
  readonly workspaceId: WorkspaceId;
  readonly webhookId: WebhookId;
  readonly eventId: EventId;
}
