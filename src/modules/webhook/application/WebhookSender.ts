import { token } from '../../../core/domain/token';
import type { Attempt } from './Deliveries';

export interface WebhookMessage {
  readonly url: string;
  /** The same however often it is sent. */
  readonly id: string;
  readonly body: string;
  readonly secrets: readonly string[];
}

export interface SentMessage extends Attempt {
  /** Seconds the receiver asked to be left alone. */
  readonly retryAfter: number | null;
}

/** Posts a signed message, and tells how that went: no answer is an outcome too. */
export interface WebhookSender {
  /** @throws when `giveUp` is aborted before there is an answer. */
  send(message: WebhookMessage, giveUp?: AbortSignal): Promise<SentMessage>;
}
export const WebhookSender = token<WebhookSender>('WebhookSender');
