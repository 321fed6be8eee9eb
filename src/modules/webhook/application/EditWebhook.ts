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
  async execute(wanted: WantedWebhook, edit: WebhookEdit): Promise<void> {
    const given = this.input.demand(edit);
    await this.hold.execute(wanted, async (webhook) => {
      webhook.edit(given);
      await this.webhooks.save(webhook);
    });
  }
}
