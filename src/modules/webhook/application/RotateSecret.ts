import type { Random } from '../../../core/application/Random';
import type { WebhookRepository } from '../domain/WebhookRepository';
import type { HoldWebhook, WantedWebhook } from './HoldWebhook';
import { newSecret } from './newSecret';

export class RotateSecret {
  constructor(
    private readonly hold: HoldWebhook,
    private readonly webhooks: WebhookRepository,
    private readonly random: Random,
  ) {}

  /** @returns the new secret, told this once. @throws DomainError NOT_FOUND, PRECONDITION_FAILED. */
  async execute(wanted: WantedWebhook): Promise<string> {
    const secret = newSecret(this.random);
    await this.hold.execute(wanted, async (webhook) => {
      webhook.rotateSecret();
      await this.webhooks.rotate(webhook, secret);
    });
    return secret;
  }
}
