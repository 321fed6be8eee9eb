import { createHash } from 'node:crypto';
import type { UserId, WorkspaceId } from '../../../core/domain/ids';
import type { Database } from '../../../core/infrastructure/database/Database';
import type { InvitationQuota } from '../application/InvitationQuota';
import { invitationLimit } from '../domain/invitationErrors';

const MOST_AN_HOUR = { workspace: 300, inviter: 200, recipient: 5 };

/**
 * Counts and judges in one statement: however many ask at once, the limit is met exactly. The keys are locked
 * in the order given, so that nobody waits in a circle; one that is full is not returned.
 */
const TAKE = `
  INSERT INTO invitation_quotas AS q (key, sent, most)
  SELECT key, 1, most FROM unnest($1::text[], $2::int[]) WITH ORDINALITY AS wanted (key, most, turn) ORDER BY turn
  ON CONFLICT (key) DO UPDATE SET most = EXCLUDED.most,
    sent = CASE WHEN q.started_at > now() - interval '1 hour' THEN q.sent + 1 ELSE 1 END,
    started_at = CASE WHEN q.started_at > now() - interval '1 hour' THEN q.started_at ELSE now() END
  WHERE q.sent < EXCLUDED.most OR q.started_at <= now() - interval '1 hour'
  RETURNING key`;

const SECONDS_LEFT = `
  SELECT greatest(1, ceil(extract(epoch FROM started_at + interval '1 hour' - now())))::int AS seconds
  FROM invitation_quotas WHERE key = ANY($1::text[]) ORDER BY 1 DESC LIMIT 1`;

export class SqlInvitationQuota implements InvitationQuota {
  constructor(private readonly database: Database) {}

  async take(workspaceId: WorkspaceId, inviter: UserId, recipient: string): Promise<void> {
    const hidden = createHash('sha256').update(recipient).digest('base64url');
    const keys = [`workspace:${workspaceId}`, `inviter:${inviter}`, `recipient:${hidden}`];
    const most = [MOST_AN_HOUR.workspace, MOST_AN_HOUR.inviter, MOST_AN_HOUR.recipient];
    const taken = await this.database.rows<{ key: string }>(TAKE, [keys, most]);
    const full = keys.filter((key) => !taken.some((row) => row.key === key));
    if (full.length > 0) throw invitationLimit(await this.secondsLeft(full));
  }

  private async secondsLeft(full: readonly string[]): Promise<number> {
    const [left] = await this.database.rows<{ seconds: number }>(SECONDS_LEFT, [full]);
    return left?.seconds ?? 1;
  }
}
