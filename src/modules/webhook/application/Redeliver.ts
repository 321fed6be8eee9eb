import type { UserId } from '../../../core/domain/ids';
import type { Jobs } from '../../../core/application/Jobs';
import type { UnitOfWork } from '../../../core/application/UnitOfWork';
import type { DeliveryKey } from '../domain/Delivery';
import { webhookDisabled, webhookMissing } from '../domain/errors';
import type { WebhookRepository } from '../domain/WebhookRepository';
import { DeliverWebhook } from './DeliverWebhook';
import type { Deliveries } from './Deliveries';

/** Sends an event to a webhook once more, whether it arrived before or not. */
export class Redeliver {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly webhooks: WebhookRepository,
    private readonly deliveries: Deliveries,
    private readonly jobs: Jobs,
  ) {}

  /** @param owe writes the delivery when there is none yet. @throws DomainError NOT_FOUND, WEBHOOK_DISABLED. */
  execute(userId: UserId, key: DeliveryKey, owe?: () => Promise<void>): Promise<void> {
    const { workspaceId, webhookId } = key;
    return this.unit.run({ as: 'member', userId, workspaceId }, async () => {
      const webhook = await this.webhooks.find(workspaceId, webhookId);
      if (!webhook) throw webhookMissing();
      await owe?.();
      const round = await this.deliveries.again(key);
      if (round === null) throw webhookMissing();
      if (!webhook.isEnabled) throw webhookDisabled();
      await this.jobs.enqueue({ kind: DeliverWebhook.JOB, payload: { ...key, round } });
    });
  }
}
