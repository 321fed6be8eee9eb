import type { Caller, Tenancy } from '../../../core/application/Caller';
import type { Clock } from '../../../core/application/Clock';
import type { Random } from '../../../core/application/Random';
import type { RequestContext } from '../../../core/application/RequestContext';
import type { DeliveryKey, EventId } from '../domain/Delivery';
import type { WebhookId } from '../domain/Webhook';
import type { Deliveries } from './Deliveries';
import type { Redeliver } from './Redeliver';

const EVENT = 'webhook.test';

/** Sends a message that tells of nothing, as any other is sent. */
export class TestWebhook {
  constructor(
    private readonly redeliver: Redeliver,
    private readonly deliveries: Deliveries,
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
    await this.redeliver.execute(userId, key, () => this.deliveries.add(key, EVENT, body));
    return key.eventId;
  }
}
