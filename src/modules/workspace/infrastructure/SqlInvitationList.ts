import type { Clock } from '../../../core/application/Clock';
import type { Page } from '../../../core/application/Page';
import type { UserId, WorkspaceId } from '../../../core/domain/ids';
import type { ScopedReader } from '../../../core/infrastructure/database/ScopedReader';
import type { InvitationEntry, InvitationList } from '../application/InvitationList';
import type { InvitationId } from '../domain/Invitation';

const SELECT = `
  SELECT i.id, i.email, i.role,
    CASE WHEN i.status = 'pending' AND i.expires_at <= $2::timestamptz THEN 'expired' ELSE i.status END AS status,
    CASE WHEN u.id IS NOT NULL
      THEN json_build_object('userId', u.id, 'name', trim(u.first_name || ' ' || u.last_name)) END AS "invitedBy",
    i.expires_at AS "expiresAt", i.created_at AS "createdAt"
  FROM invitations i LEFT JOIN users u ON u.id = i.invited_by
  WHERE i.workspace_id = $1::uuid`;

const LIST = {
  name: 'invitations',
  text: `${SELECT} AND ($3::uuid IS NULL OR i.id < $3::uuid) ORDER BY i.id DESC LIMIT $4::int`,
};
const ONE = { name: 'invitation', text: `${SELECT} AND i.id = $3::uuid` };

export class SqlInvitationList implements InvitationList {
  constructor(
    private readonly reader: ScopedReader,
    private readonly clock: Clock,
  ) {}

  list(workspaceId: WorkspaceId, reader: UserId, { after, limit }: Page): Promise<InvitationEntry[]> {
    const scope = { as: 'member', userId: reader, workspaceId } as const;
    return this.reader.rows(scope, LIST, [workspaceId, this.now(), after, limit]);
  }

  async read(workspaceId: WorkspaceId, reader: UserId, id: InvitationId): Promise<InvitationEntry | null> {
    const scope = { as: 'member', userId: reader, workspaceId } as const;
    const [row] = await this.reader.rows<InvitationEntry>(scope, ONE, [workspaceId, this.now(), id]);
    return row ?? null;
  }

  private now(): string {
    return this.clock.now().toISOString();
  }
}
