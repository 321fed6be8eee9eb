import type { WorkspaceId } from '../../../core/domain/ids';
import type { Database } from '../../../core/infrastructure/database/Database';
import type { Attempt, Deliveries, Errand, OwedDelivery, ToldEvent } from '../application/Deliveries';
import { DeliverWebhook } from '../application/DeliverWebhook';
import type { DeliveryKey } from '../domain/Delivery';
import { ADD, AGAIN, DROP, FIND, OWE, PROBE, SETTLE, UNWELL, WANTING, WELL } from './deliveryStatements';
import type { SigningSecrets } from './SigningSecrets';

/** Every attempt failed for so long, and so many did: the schedule of one delivery has ten. */
const SPENT = { failures: 10, after: '5 days' };

interface FoundRow extends Omit<OwedDelivery, 'secrets'> {
  readonly secret: Buffer;
  readonly previous: Buffer | null;
}

export class SqlDeliveries implements Deliveries {
  constructor(
    private readonly database: Database,
    private readonly secrets: SigningSecrets,
  ) {}

  async wanting(workspaceIds: readonly WorkspaceId[]): Promise<ReadonlySet<WorkspaceId>> {
    const rows = await this.database.rows<{ id: WorkspaceId }>(WANTING, [[...workspaceIds]]);
    return new Set(rows.map(({ id }) => id));
  }

  owe(events: readonly ToldEvent[]): Promise<number> {
    return this.database.write(OWE, [JSON.stringify(events), DeliverWebhook.JOB]);
  }

  async add(key: DeliveryKey, event: string, body: string): Promise<void> {
    await this.database.write(ADD, [...columnsOf(key), event, body]);
  }

  async again(key: DeliveryKey): Promise<number | null> {
    const [row] = await this.database.rows<{ round: number }>(AGAIN, columnsOf(key));
    return row?.round ?? null;
  }

  async find(errand: Errand): Promise<OwedDelivery | null> {
    const [row] = await this.database.rows<FoundRow>(FIND, [...columnsOf(errand), errand.round]);
    if (!row) return null;
    const { secret, previous, ...owed } = row;
    return { ...owed, secrets: this.secrets.opened(errand.webhookId, [secret, previous]) };
  }

  async probe(errand: Errand): Promise<boolean> {
    return (await this.database.write(PROBE, [errand.workspaceId, errand.webhookId])) === 1;
  }

  async arrived(errand: Errand, attempt: Attempt, pause: number | null): Promise<void> {
    await this.database.write(WELL, [errand.workspaceId, errand.webhookId, pause]);
    await this.settle(errand, attempt, 'delivered', null);
  }

  async missed(errand: Errand, attempt: Attempt, retryIn: number | null, pauses: boolean): Promise<boolean> {
    const values = [errand.workspaceId, errand.webhookId, pauses, SPENT.failures, SPENT.after];
    const [webhook] = await this.database.rows<{ isSpent: boolean }>(UNWELL, values);
    await this.settle(errand, attempt, retryIn === null ? 'failed' : 'pending', retryIn);
    return webhook?.isSpent ?? false;
  }

  async drop(errand: Errand, why: string): Promise<void> {
    await this.database.write(DROP, [...columnsOf(errand), errand.round, why]);
  }

  private async settle(
    errand: Errand,
    { statusCode, error, durationMs, response }: Attempt,
    status: string,
    retryIn: number | null,
  ): Promise<void> {
    const attempt = [statusCode, error, durationMs, response];
    await this.database.write(SETTLE, [...columnsOf(errand), errand.round, ...attempt, status, retryIn]);
  }
}

function columnsOf({ workspaceId, webhookId, eventId }: DeliveryKey): string[] {
  return [workspaceId, webhookId, eventId];
}
