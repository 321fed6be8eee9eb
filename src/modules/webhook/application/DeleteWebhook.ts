import type { WebhookRepository } from '../domain/WebhookRepository';
import type { HoldWebhook, WantedWebhook } from './HoldWebhook';

export class DeleteWebhook {
  constructor(
    private readonly hold: HoldWebhook,
    private readonly webhooks: WebhookRepository,
  ) {}

  /** @throws DomainError NOT_FOUND, PRECONDITION_FAILED. */
  execute(wanted: WantedWebhook): Promise<void> {
    return this.hold.execute(wanted, async (webhook) => {
      webhook.delete();
      await this.webhooks.remove(webhook);
    });
  }
}
