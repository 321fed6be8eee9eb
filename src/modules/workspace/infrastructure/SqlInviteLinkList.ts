import type { Clock } from '../../../core/application/Clock';
import type { Page } from '../../../core/application/Page';
import type { UserId, WorkspaceId } from '../../../core/domain/ids';
import type { ScopedReader, Statement, Value } from '../../../core/infrastructure/database/ScopedReader';
import type { InviteLinkEntry, InviteLinkList } from '../application/InviteLinkList';
import type { InviteLinkId } from '../domain/InviteLink';

const SELECT = `
  SELECT l.id, l.role, l.allowed_domains AS "allowedDomains", l.max_uses AS "maxUses", l.uses,
    CASE WHEN l.revoked_at IS NOT NULL THEN 'revoked' WHEN l.expires_at <= $2::timestamptz THEN 'expired'
      WHEN l.uses >= l.max_uses THEN 'exhausted' ELSE 'active' END AS status,
    CASE WHEN u.id IS NOT NULL
      THEN json_build_object('userId', u.id, 'name', trim(u.first_name || ' ' || u.last_name)) END AS "invitedBy",
    l.expires_at AS "expiresAt", l.created_at AS "createdAt"
  FROM invite_links l LEFT JOIN users u ON u.id = l.invited_by
  WHERE l.workspace_id = $1::uuid`;

const LIST = {
  name: 'invite_links',
  text: `${SELECT} AND ($3::uuid IS NULL OR l.id < $3::uuid) ORDER BY l.id DESC LIMIT $4::int`,
};
const ONE = { name: 'invite_link', text: `${SELECT} AND l.id = $3::uuid` };

export class SqlInviteLinkList implements InviteLinkList {
  constructor(
    private readonly reader: ScopedReader,
    private readonly clock: Clock,
  ) {}

  list(workspaceId: WorkspaceId, reader: UserId, { after, limit }: Page): Promise<InviteLinkEntry[]> {
    return this.rows(workspaceId, reader, LIST, [after, limit]);
  }

  async read(workspaceId: WorkspaceId, reader: UserId, id: InviteLinkId): Promise<InviteLinkEntry | null> {
    const [row] = await this.rows(workspaceId, reader, ONE, [id]);
    return row ?? null;
  }

  private rows(
    workspaceId: WorkspaceId,
    userId: UserId,
    statement: Statement,
    values: readonly Value[],
  ): Promise<InviteLinkEntry[]> {
    const scope = { as: 'member', userId, workspaceId } as const;
    const now = this.clock.now().toISOString();
    return this.reader.rows(scope, statement, [workspaceId, now, ...values]);
  }
}
