import type { WorkspaceId } from '../../../core/domain/ids';
import type { Database } from '../../../core/infrastructure/database/Database';
import type { WebhookContact, WebhookContacts } from '../application/WebhookContacts';
import type { WebhookId } from '../domain/Webhook';

const CONTACTS = `
  SELECT w.name AS "workspaceName", u.email
  FROM webhook_endpoints e
  JOIN workspaces w ON w.id = e.workspace_id AND w.deleted_at IS NULL
  JOIN memberships m ON m.workspace_id = e.workspace_id AND m.status = 'active'
  JOIN users u ON u.id = m.user_id AND u.status = 'active' AND u.deleted_at IS NULL
  WHERE e.workspace_id = $1 AND e.id = $2 AND e.deleted_at IS NULL AND (u.id = e.created_by OR m.role = 'owner')
  ORDER BY u.email`;

export class SqlWebhookContacts implements WebhookContacts {
  constructor(private readonly database: Database) {}

  of(workspaceId: WorkspaceId, id: WebhookId): Promise<WebhookContact[]> {
    return this.database.rows(CONTACTS, [workspaceId, id]);
  }
}
