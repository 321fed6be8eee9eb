import type { Caller, Tenancy } from '../../../core/application/Caller';
import type { UnitOfWork } from '../../../core/application/UnitOfWork';
import { demandVersion, type ExpectedVersion } from '../../../core/domain/stale';
import { webhookMissing } from '../domain/errors';
import type { Webhook, WebhookId } from '../domain/Webhook';
import type { WebhookRepository } from '../domain/WebhookRepository';

/** A webhook that somebody wants to change, in the version they know. */
export interface WantedWebhook {
  readonly by: Pick<Caller, 'userId'>;
  readonly in: Pick<Tenancy, 'workspaceId'>;
  readonly id: WebhookId;
  readonly ifVersion: ExpectedVersion;
}

/** Holds a webhook until what is done to it is committed. */
export class HoldWebhook {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly webhooks: WebhookRepository,
  ) {}

  /** @throws DomainError NOT_FOUND, PRECONDITION_FAILED. */
  execute(wanted: WantedWebhook, act: (webhook: Webhook) => Promise<void>): Promise<void> {
    const { userId } = wanted.by;
    const { workspaceId } = wanted.in;
    return this.unit.run({ as: 'member', userId, workspaceId }, async () => {
      const webhook = await this.webhooks.find(workspaceId, wanted.id);
      if (!webhook) throw webhookMissing();
      demandVersion(webhook.version, wanted.ifVersion);
      await act(webhook);
    });
  }
}
