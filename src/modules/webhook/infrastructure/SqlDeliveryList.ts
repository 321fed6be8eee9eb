import type { Page } from '../../../core/application/Page';
import type { UserId, WorkspaceId } from '../../../core/domain/ids';
import type { ScopedReader } from '../../../core/infrastructure/database/ScopedReader';
import type { DeliveryDetails, DeliveryList, ListedDelivery } from '../application/DeliveryList';
import type { DeliveryKey, DeliveryStatus } from '../domain/Delivery';
import type { WebhookId } from '../domain/Webhook';

const COLUMNS = `
  d.event_id AS id, d.event, d.seq::float8 AS seq, d.status, d.attempts, d.last_status_code AS "lastStatusCode",
  d.last_error AS "lastError", d.next_attempt_at AS "nextAttemptAt", d.created_at AS "createdAt",
  d.settled_at AS "settledAt"`;

const PAGE = {
  name: 'webhook-deliveries-page',
  text: `
    SELECT ${COLUMNS} FROM webhook_deliveries d
    WHERE d.workspace_id = $1::uuid AND d.endpoint_id = $2::uuid AND ($3::text IS NULL OR d.status = $3::text)
      AND ($4::uuid IS NULL OR d.event_id < $4::uuid)
    ORDER BY d.event_id DESC LIMIT $5::int`,
};

const ONE = {
  name: 'webhook-delivery',
  text: `
    SELECT ${COLUMNS}, d.body::json AS body, coalesce((
      SELECT json_agg(json_build_object(
        'number', a.number, 'at', to_char(a.attempted_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
        'durationMs', a.duration_ms, 'statusCode', a.status_code, 'error', a.error, 'response', a.response)
        ORDER BY a.number)
      FROM webhook_attempts a
      WHERE a.workspace_id = d.workspace_id AND a.endpoint_id = d.endpoint_id AND a.event_id = d.event_id
    ), '[]'::json) AS log
    FROM webhook_deliveries d
    JOIN webhook_endpoints e ON e.workspace_id = d.workspace_id AND e.id = d.endpoint_id AND e.deleted_at IS NULL
    WHERE d.workspace_id = $1::uuid AND d.endpoint_id = $2::uuid AND d.event_id = $3::uuid`,
};

export class SqlDeliveryList implements DeliveryList {
  constructor(private readonly reader: ScopedReader) {}

  page(
    workspaceId: WorkspaceId,
    userId: UserId,
    webhookId: WebhookId,
    status: DeliveryStatus | null,
    { after, limit }: Page,
  ): Promise<ListedDelivery[]> {
    const values = [workspaceId, webhookId, status, after, limit];
    return this.reader.rows({ as: 'member', userId, workspaceId }, PAGE, values);
  }

  async find(
    { workspaceId, webhookId, eventId }: DeliveryKey,
    userId: UserId,
  ): Promise<DeliveryDetails | null> {
    const scope = { as: 'member', userId, workspaceId } as const;
    const [row] = await this.reader.rows<DeliveryDetails>(scope, ONE, [workspaceId, webhookId, eventId]);
    return row ?? null;
  }
}
