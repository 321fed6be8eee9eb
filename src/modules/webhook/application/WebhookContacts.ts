import type { WorkspaceId } from '../../../core/domain/ids';
import { token } from '../../../core/domain/token';
import type { WebhookId } from '../domain/Webhook';

export interface WebhookContact {
  readonly workspaceName: string;
  readonly email: string;
}

/** Read port, in the surrounding unit of work. */
export interface WebhookContacts {
  /** Whoever made the webhook, while an active member, and the owners. None of a webhook that is gone. */
  of(workspaceId: WorkspaceId, id: WebhookId): Promise<WebhookContact[]>;
}
export const WebhookContacts = token<WebhookContacts>('WebhookContacts');
