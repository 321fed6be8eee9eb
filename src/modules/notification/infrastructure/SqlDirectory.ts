import type { UserId, WorkspaceId } from '../../../core/domain/ids';
import type { Database } from '../../../core/infrastructure/database/Database';
import type { Directory, Recipient } from '../application/Directory';

/** Notices an hour after which no more are mailed: whoever leads a workspace floods nobody. */
const MOST_AN_HOUR = 20;
/** Read by the key, and no further. */
const IS_FLOODED = `
  (SELECT count(*) FROM (
    SELECT n.created_at FROM notifications n WHERE n.user_id = u.id ORDER BY n.id DESC LIMIT ${MOST_AN_HOUR}
  ) AS latest WHERE latest.created_at > now() - interval '1 hour') >= ${MOST_AN_HOUR}`;
const RECIPIENTS = `
  SELECT u.id, u.email, u.first_name AS "firstName",
    u.email_verified AND u.status = 'active' AND NOT ${IS_FLOODED} AS "takesMail",
    coalesce((SELECT jsonb_agg(jsonb_build_object('group', p.kind_group, 'channel', p.channel, 'enabled', p.enabled))
      FROM notification_preferences p WHERE p.user_id = u.id), '[]') AS choices
  FROM users u WHERE u.id = ANY ($1::uuid[]) AND u.deleted_at IS NULL ORDER BY u.id`;

const HOLDERS = `
  SELECT user_id AS id FROM memberships
  WHERE workspace_id = $1 AND role = ANY ($2::text[]) AND status = 'active' ORDER BY user_id`;

const PERSON = `SELECT rtrim(first_name || ' ' || last_name) AS name FROM users WHERE id = $1 AND deleted_at IS NULL`;

export class SqlDirectory implements Directory {
  constructor(private readonly database: Database) {}

  recipients(ids: readonly UserId[]): Promise<Recipient[]> {
    return this.database.rows(RECIPIENTS, [ids]);
  }

  async holdersOf(roles: readonly string[], workspaceId: WorkspaceId): Promise<UserId[]> {
    const rows = await this.database.rows<{ id: UserId }>(HOLDERS, [workspaceId, roles]);
    return rows.map(({ id }) => id);
  }

  async workspaceName(id: WorkspaceId): Promise<string | null> {
    return this.name('SELECT name FROM workspaces WHERE id = $1', id);
  }

  async personName(id: string | null): Promise<string> {
    return (id === null ? null : await this.name(PERSON, id)) ?? 'Somebody';
  }

  private async name(sql: string, id: string): Promise<string | null> {
    const [row] = await this.database.rows<{ name: string }>(sql, [id]);
    return row?.name ?? null;
  }
}
