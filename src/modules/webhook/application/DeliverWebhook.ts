import { JobPutOff, type Job } from '../../../core/application/Jobs';
import type { Count } from '../../../core/application/Metrics';
import type { UnitOfWork } from '../../../core/application/UnitOfWork';
import { delayAfter } from '../domain/retrySchedule';
import type { WebhookRepository } from '../domain/WebhookRepository';
import type { Deliveries, Errand, OwedDelivery } from './Deliveries';
import type { SentMessage, WebhookSender } from './WebhookSender';

const SCOPE = { as: 'system', for: 'delivering webhooks' } as const;
const GONE = 410;
/** It is there, but not up to it: too many requests, or a server behind a server that does not answer. */
const OVERBURDENED = [429, 502, 503, 504];
/** Whoever takes longer takes up a hand that others wait for. */
const SLOW_MS = 2_000;

/** Sends one event to one webhook. It may arrive twice, under the same id, when the process dies over it. */
export class DeliverWebhook {
  static readonly JOB = 'webhook.deliver';

  constructor(
    private readonly unit: UnitOfWork,
    private readonly deliveries: Deliveries,
    private readonly webhooks: WebhookRepository,
    private readonly sender: WebhookSender,
    private readonly count: Count<'outcome'>,
  ) {}

  /** @throws JobPutOff when it is to be tried again. */
  async run({ payload, attempts }: Pick<Job, 'payload' | 'attempts'>, giveUp?: AbortSignal): Promise<void> {
    const errand = payload as unknown as Errand;
    const owed = await this.unit.run(SCOPE, () => this.found(errand));
    if (!owed) return;
    const sent = await this.send(errand, owed, giveUp);
    if (sent.error === null) await this.arrive(errand, sent);
    else await this.miss(errand, sent, attempts);
  }

  /** Joins the surrounding unit of work: its job was put aside, so nobody sends it any more. */
  gaveUp({ payload }: Pick<Job, 'payload'>): Promise<void> {
    return this.deliveries.drop(
      payload as unknown as Errand,
      'The server failed over it too often; send it again',
    );
  }

  /** Null when nothing is to be sent. @throws JobPutOff while the webhook is left alone. */
  private async found(errand: Errand): Promise<OwedDelivery | null> {
    const owed = await this.deliveries.find(errand);
    if (!owed) return null;
    if (!owed.enabled) {
      await this.deliveries.drop(errand, 'The webhook is disabled');
      return null;
    }
    const { pausedFor } = owed;
    if (pausedFor === null) return owed;
    if (pausedFor > 0 || !(await this.deliveries.probe(errand)))
      throw new JobPutOff('It is left alone for a while', Math.max(1, pausedFor), false);
    return owed;
  }

  private async send(errand: Errand, owed: OwedDelivery, giveUp?: AbortSignal): Promise<SentMessage> {
    const { url, body, secrets } = owed;
    if (secrets.length > 0) return this.sender.send({ url, id: errand.eventId, body, secrets }, giveUp);
    const error = 'The secret cannot be opened; rotate it';
    return { statusCode: null, error, response: null, durationMs: 0, retryAfter: null };
  }

  private async arrive(errand: Errand, sent: SentMessage): Promise<void> {
    const pause = isSlow(sent) ? (2 * sent.durationMs) / 1_000 : null;
    await this.unit.run(SCOPE, () => this.deliveries.arrived(errand, sent, pause));
    this.count({ outcome: 'delivered' });
  }

  private async miss(errand: Errand, sent: SentMessage, failed: number): Promise<void> {
    const { statusCode } = sent;
    const retryIn = statusCode === GONE ? null : delayAfter(failed, sent.retryAfter);
    const pauses = statusCode === null || OVERBURDENED.includes(statusCode) || isSlow(sent);
    await this.unit.run(SCOPE, async () => {
      const isSpent = await this.deliveries.missed(errand, sent, retryIn, pauses);
      if (statusCode === GONE) await this.disable(errand, 'gone');
      else if (isSpent) await this.disable(errand, 'failing');
    });
    this.count({ outcome: retryIn === null ? 'given_up' : 'failed' });
    if (retryIn !== null) throw new JobPutOff(sent.error ?? '', retryIn);
  }

  private async disable({ workspaceId, webhookId }: Errand, reason: 'gone' | 'failing'): Promise<void> {
    const webhook = await this.webhooks.find(workspaceId, webhookId);
    if (!webhook?.isEnabled) return;
    webhook.disable(reason);
    await this.webhooks.save(webhook);
  }
}

function isSlow({ durationMs }: SentMessage): boolean {
  return durationMs > SLOW_MS;
}
