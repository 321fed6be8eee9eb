import type { WorkspaceId } from '../../../core/domain/ids';
import { token } from '../../../core/domain/token';
import type { Webhook, WebhookId } from './Webhook';

export interface WebhookRepository {
  /** How many webhooks the workspace has; until commit nobody else adds one. */
  holdCount(workspaceId: WorkspaceId): Promise<number>;
  /** Writes a new webhook with its secret sealed, its audit line and event. */
  add(webhook: Webhook, secret: string): Promise<void>;
  /** The webhook, held until commit: whoever else wants to change it waits. */
  find(workspaceId: WorkspaceId, id: WebhookId): Promise<Webhook | null>;
  /** Writes what changed, its audit line and event. One that is enabled again begins without failures. */
  save(webhook: Webhook): Promise<void>;
  /** The secret there was signs beside the new one for a day, and the one before it no more. */
  rotate(webhook: Webhook, secret: string): Promise<void>;
  /** Nobody sees it, or what it was told, any more. */
  remove(webhook: Webhook): Promise<void>;
}
export const WebhookRepository = token<WebhookRepository>('WebhookRepository');
