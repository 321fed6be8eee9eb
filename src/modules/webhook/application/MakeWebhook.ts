import type { Caller, Tenancy } from '../../../core/application/Caller';
import type { Random } from '../../../core/application/Random';
import type { UnitOfWork } from '../../../core/application/UnitOfWork';
import { webhookLimit } from '../domain/errors';
import { Webhook, type WebhookId } from '../domain/Webhook';
import type { WebhookRepository } from '../domain/WebhookRepository';
import { newSecret } from './newSecret';
import type { WebhookInput } from './WebhookInput';

export const MOST_WEBHOOKS = 20;

export interface NewWebhook {
  readonly url: string;
  readonly description: string;
  readonly events: string[];
}

/** The secret is told once: it is stored sealed. */
export interface MadeWebhook {
  readonly id: WebhookId;
  readonly secret: string;
}

export class MakeWebhook {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly webhooks: WebhookRepository,
    private readonly input: WebhookInput,
    private readonly random: Random,
  ) {}

  /** @throws DomainError VALIDATION_ERROR, WEBHOOK_LIMIT. */
  async execute(
    { userId }: Pick<Caller, 'userId'>,
    { workspaceId }: Pick<Tenancy, 'workspaceId'>,
    wanted: NewWebhook,
  ): Promise<MadeWebhook> {
    const given = this.input.demand(wanted);
    const id = this.random.id<'webhook'>();
    const secret = newSecret(this.random);
    await this.unit.run({ as: 'member', userId, workspaceId }, async () => {
      if ((await this.webhooks.holdCount(workspaceId)) >= MOST_WEBHOOKS) throw webhookLimit(MOST_WEBHOOKS);
      await this.webhooks.add(Webhook.create({ ...given, id, workspaceId, createdBy: userId }), secret);
    });
    return { id, secret };
  }
}
