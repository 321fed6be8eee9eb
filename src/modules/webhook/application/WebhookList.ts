import type { Page } from '../../../core/application/Page';
import type { UserId, WorkspaceId } from '../../../core/domain/ids';
import { token } from '../../../core/domain/token';
import type { WebhookId, WebhookState } from '../domain/Webhook';

export interface ListedWebhook extends Pick<
  WebhookState,
  'id' | 'url' | 'description' | 'events' | 'disabledReason'
> {
  readonly enabled: boolean;
  readonly disabledAt: Date | null;
  /** Attempts in a row that failed. */
  readonly failures: number;
  readonly failingSince: Date | null;
  /** Until when the secret before the current one signs as well. */
  readonly previousSecretUntil: Date | null;
  /** Null when they are not in the workspace any more. */
  readonly createdBy: { readonly userId: string; readonly name: string } | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly version: number;
}

/** Read port: the webhooks of a workspace, newest first. */
export interface WebhookList {
  page(workspaceId: WorkspaceId, reader: UserId, page: Page): Promise<ListedWebhook[]>;
  find(workspaceId: WorkspaceId, reader: UserId, id: WebhookId): Promise<ListedWebhook | null>;
}
export const WebhookList = token<WebhookList>('WebhookList');
