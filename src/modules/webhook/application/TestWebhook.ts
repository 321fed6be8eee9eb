import type { Caller, Tenancy } from '../../../core/application/Caller';
import type { Clock } from '../../../core/application/Clock';
import type { Jobs } from '../../../core/application/Jobs';
import type { Random } from '../../../core/application/Random';
import type { RequestContext } from '../../../core/application/RequestContext';
import type { UnitOfWork } from '../../../core/application/UnitOfWork';
import type { DeliveryKey, EventId } from '../domain/Delivery';
import { webhookDisabled, webhookMissing } from '../domain/errors';
import type { WebhookId } from '../domain/Webhook';
import type { WebhookRepository } from '../domain/WebhookRepository';
import { DeliverWebhook } from './DeliverWebhook';
import type { Deliveries } from './Deliveries';

const EVENT = 'webhook.test';

/** Sends a message that tells of nothing, as any other is sent. */
export class TestWebhook {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly webhooks: WebhookRepository,
    private readonly deliveries: Deliveries,
    private readonly jobs: Jobs,
    private readonly random: Random,
    private readonly clock: Clock,
    private readonly context: RequestContext,
  ) {}

  /** @returns the id of the message. @throws DomainError NOT_FOUND, WEBHOOK_DISABLED. */
  async execute(
    { userId }: Pick<Caller, 'userId'>,
    { workspaceId }: Pick<Tenancy, 'workspaceId'>,
    webhookId: WebhookId,
  ): Promise<EventId> {
    const key: DeliveryKey = { workspaceId, webhookId, eventId: this.random.id<'event'>() };
    const envelope = {
      ...{ event: EVENT, id: key.eventId, seq: null, workspaceId, actorId: userId },
      ...{ occurredAt: this.clock.now().toISOString(), requestId: this.context.current()?.requestId ?? null },
    };
    const body = JSON.stringify({ ...envelope, webhookId });
    await this.unit.run({ as: 'member', userId, workspaceId }, async () => {
      const webhook = await this.webhooks.find(workspaceId, webhookId);
      if (!webhook) throw webhookMissing();
      if (!webhook.isEnabled) throw webhookDisabled();
      const round = await this.deliveries.add(key, EVENT, body);
      await this.jobs.enqueue({ kind: DeliverWebhook.JOB, payload: { ...key, round } });
    });
    return key.eventId;
  }
}
