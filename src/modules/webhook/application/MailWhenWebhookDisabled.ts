import type { PublishedEvent } from '../../../core/application/EventBus';
import type { Post } from '../../../core/application/Post';
import { asId } from '../../../core/domain/ids';
import '../domain/events';
import './mails';
import type { WebhookContacts } from './WebhookContacts';

export class MailWhenWebhookDisabled {
  constructor(
    private readonly contacts: WebhookContacts,
    private readonly post: Post,
  ) {}

  async react({ id, workspaceId, payload }: PublishedEvent<'workspace:webhook:disabled'>): Promise<void> {
    if (workspaceId === null) return;
    const { webhookId, origin, reason } = payload;
    for (const { email, workspaceName } of await this.contacts.of(asId(workspaceId), asId(webhookId))) {
      await this.post.send({
        ...{ name: 'webhook.disabled', to: email, key: `${id} ${email}` },
        data: { workspaceName, origin, reason },
      });
    }
  }
}
