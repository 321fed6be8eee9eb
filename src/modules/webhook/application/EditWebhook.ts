import type { WebhookEdit } from '../domain/Webhook';
import type { WebhookRepository } from '../domain/WebhookRepository';
import type { HoldWebhook, WantedWebhook } from './HoldWebhook';
import type { WebhookInput } from './WebhookInput';

export class EditWebhook {
  constructor(
    private readonly hold: HoldWebhook,
    private readonly webhooks: WebhookRepository,
    private readonly input: WebhookInput,
  ) {}

  /** @throws DomainError NOT_FOUND, VALIDATION_ERROR, PRECONDITION_FAILED. */
  execute(wanted: WantedWebhook, edit: WebhookEdit): Promise<void> {
    return this.hold.execute(wanted, async (webhook) => {
      this.input.demandEvents(edit.events ?? []);
      webhook.edit({ ...edit, ...(edit.url !== undefined && { url: this.input.url(edit.url) }) });
      await this.webhooks.save(webhook);
    });
  }
}
