import type { Ledger } from '../../../core/application/Ledger';
import type { WorkspaceId } from '../../../core/domain/ids';
import { versionStale } from '../../../core/domain/stale';
import type { Database } from '../../../core/infrastructure/database/Database';
import { Webhook, type WebhookId, type WebhookState } from '../domain/Webhook';
import type { WebhookRepository } from '../domain/WebhookRepository';
import type { SigningSecrets } from './SigningSecrets';

const HOLD_COUNT = `SELECT pg_advisory_xact_lock(hashtextextended('webhooks:' || $1, 0))`;
const COUNT =
  'SELECT count(*)::int AS count FROM webhook_endpoints WHERE workspace_id = $1 AND deleted_at IS NULL';

const ADD = `
  INSERT INTO webhook_endpoints (workspace_id, id, url, description, events, created_by, secret)
  VALUES ($1, $2, $3, $4, $5::text[], $6, $7)`;

/** No stronger lock than it takes: the relay, which refers to the row, waits for no edit. */
const FIND = `
  SELECT id, workspace_id AS "workspaceId", url, description, events, disabled_reason AS "disabledReason",
    created_by AS "createdBy", version
  FROM webhook_endpoints WHERE workspace_id = $1 AND id = $2 AND deleted_at IS NULL FOR NO KEY UPDATE`;

const SAVE = `
  UPDATE webhook_endpoints SET url = $4, description = $5, events = $6::text[], disabled_reason = $7::text,
    enabled = $7::text IS NULL,
    disabled_at = CASE WHEN $7::text IS NOT NULL THEN coalesce(disabled_at, now()) END,
    failures = CASE WHEN $7::text IS NULL AND NOT enabled THEN 0 ELSE failures END,
    failing_since = CASE WHEN $7::text IS NULL AND NOT enabled THEN NULL ELSE failing_since END,
    paused_until = CASE WHEN $7::text IS NULL AND NOT enabled THEN NULL ELSE paused_until END,
    updated_at = now(), version = version + 1
  WHERE workspace_id = $1 AND id = $2 AND version = $3`;

const ROTATE = `
  UPDATE webhook_endpoints SET previous_secret = secret, previous_until = now() + interval '24 hours', secret = $4,
    updated_at = now(), version = version + 1
  WHERE workspace_id = $1 AND id = $2 AND version = $3`;

/** Its secrets go at once; it and its log go later, in small batches. */
const REMOVE = `
  UPDATE webhook_endpoints SET deleted_at = now(), secret = '', previous_secret = NULL, previous_until = NULL,
    enabled = false, disabled_reason = coalesce(disabled_reason, 'manual'), disabled_at = coalesce(disabled_at, now())
  WHERE workspace_id = $1 AND id = $2`;

export class SqlWebhookRepository implements WebhookRepository {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly secrets: SigningSecrets,
  ) {}

  async holdCount(workspaceId: WorkspaceId): Promise<number> {
    await this.database.rows(HOLD_COUNT, [workspaceId]);
    const [row] = await this.database.rows<{ count: number }>(COUNT, [workspaceId]);
    return row?.count ?? 0;
  }

  async add(webhook: Webhook, secret: string): Promise<void> {
    const { workspaceId, id, url, description, events, createdBy } = webhook.state;
    const sealed = this.secrets.sealed(id, secret);
    await this.database.write(ADD, [workspaceId, id, url, description, [...events], createdBy, sealed]);
    await this.record(webhook);
  }

  async find(workspaceId: WorkspaceId, id: WebhookId): Promise<Webhook | null> {
    const [row] = await this.database.rows<WebhookState & { version: number }>(FIND, [workspaceId, id]);
    if (!row) return null;
    const { version, ...state } = row;
    return Webhook.restore(state, version);
  }

  async save(webhook: Webhook): Promise<void> {
    const { url, description, events, disabledReason } = webhook.state;
    await this.change(SAVE, webhook, [url, description, [...events], disabledReason]);
  }

  async rotate(webhook: Webhook, secret: string): Promise<void> {
    await this.change(ROTATE, webhook, [this.secrets.sealed(webhook.state.id, secret)]);
  }

  async remove(webhook: Webhook): Promise<void> {
    const { workspaceId, id } = webhook.state;
    await this.database.write(REMOVE, [workspaceId, id]);
    await this.record(webhook);
  }

  private async change(statement: string, webhook: Webhook, values: readonly unknown[]): Promise<void> {
    const events = webhook.pullEvents();
    if (events.length === 0) return;
    const { workspaceId, id } = webhook.state;
    const count = await this.database.write(statement, [workspaceId, id, webhook.version, ...values]);
    if (count === 0) throw versionStale();
    await this.ledger.record(events);
    webhook.saved();
  }

  private async record(webhook: Webhook): Promise<void> {
    await this.ledger.record(webhook.pullEvents());
    webhook.saved();
  }
}
