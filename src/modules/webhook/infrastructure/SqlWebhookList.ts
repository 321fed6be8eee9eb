import type { Page } from '../../../core/application/Page';
import type { UserId, WorkspaceId } from '../../../core/domain/ids';
import type { ScopedReader } from '../../../core/infrastructure/database/ScopedReader';
import type { ListedWebhook, WebhookList } from '../application/WebhookList';
import type { WebhookId } from '../domain/Webhook';

const SELECT = `
  SELECT e.id, e.url, e.description, e.events, e.enabled, e.disabled_reason AS "disabledReason",
    e.disabled_at AS "disabledAt", e.failures, e.failing_since AS "failingSince",
    CASE WHEN e.previous_until > now() THEN e.previous_until END AS "previousSecretUntil",
    CASE WHEN u.id IS NOT NULL
      THEN json_build_object('userId', u.id, 'name', trim(u.first_name || ' ' || u.last_name)) END AS "createdBy",
    e.created_at AS "createdAt", e.updated_at AS "updatedAt", e.version
  FROM webhook_endpoints e LEFT JOIN users u ON u.id = e.created_by
  WHERE e.workspace_id = $1::uuid AND e.deleted_at IS NULL`;

const PAGE = {
  name: 'webhooks-page',
  text: `${SELECT} AND ($2::uuid IS NULL OR e.id < $2::uuid) ORDER BY e.id DESC LIMIT $3::int`,
};
const ONE = { name: 'webhook', text: `${SELECT} AND e.id = $2::uuid` };

export class SqlWebhookList implements WebhookList {
  constructor(private readonly reader: ScopedReader) {}

  page(workspaceId: WorkspaceId, userId: UserId, { after, limit }: Page): Promise<ListedWebhook[]> {
    return this.reader.rows({ as: 'member', userId, workspaceId }, PAGE, [workspaceId, after, limit]);
  }

  async find(workspaceId: WorkspaceId, userId: UserId, id: WebhookId): Promise<ListedWebhook | null> {
    const scope = { as: 'member', userId, workspaceId } as const;
    const [row] = await this.reader.rows<ListedWebhook>(scope, ONE, [workspaceId, id]);
    return row ?? null;
  }
}
