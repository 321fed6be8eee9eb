import type { Page } from '../../../core/application/Page';
import type { UserId, WorkspaceId } from '../../../core/domain/ids';
import { token } from '../../../core/domain/token';
import type { DeliveryKey, DeliveryStatus, EventId } from '../domain/Delivery';
import type { WebhookId } from '../domain/Webhook';

export interface ListedDelivery {
  /** Of the event. */
  readonly id: EventId;
  readonly event: string;
  readonly seq: number | null;
  readonly status: DeliveryStatus;
  readonly attempts: number;
  readonly lastStatusCode: number | null;
  readonly lastError: string | null;
  readonly nextAttemptAt: Date | null;
  readonly createdAt: Date;
  readonly settledAt: Date | null;
}

export interface LoggedAttempt {
  readonly number: number;
  readonly at: Date;
  readonly durationMs: number;
  readonly statusCode: number | null;
  readonly error: string | null;
  /** The beginning of what was answered. */
  readonly response: string | null;
}

export interface DeliveryDetails extends ListedDelivery {
  /** What is sent. */
  readonly body: Readonly<Record<string, unknown>>;
  /** Oldest first. */
  readonly log: readonly LoggedAttempt[];
}

/** Read port: what a webhook was told, newest first. */
export interface DeliveryList {
  page(
    workspaceId: WorkspaceId,
    reader: UserId,
    webhookId: WebhookId,
    status: DeliveryStatus | null,
    page: Page,
  ): Promise<ListedDelivery[]>;
  find(key: DeliveryKey, reader: UserId): Promise<DeliveryDetails | null>;
}
export const DeliveryList = token<DeliveryList>('DeliveryList');
