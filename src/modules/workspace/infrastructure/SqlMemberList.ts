import type { Page } from '../../../core/application/Page';
import type { UserId, WorkspaceId } from '../../../core/domain/ids';
import type { ScopedReader } from '../../../core/infrastructure/database/ScopedReader';
import type { ListedMember, MemberList } from '../application/MemberList';

const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';

const COLUMNS = `id, email, name, avatar_url AS "avatarUrl", role, roles, status, joined_at AS "joinedAt", version`;

const PAGE = { name: 'members-page', text: `SELECT ${COLUMNS} FROM members_page($1, $2)` };
const ONE = {
  name: 'member',
  text: `SELECT u.id, u.email, rtrim(u.first_name || ' ' || u.last_name) AS name, u.avatar_url AS "avatarUrl",
           m.role, m.status, m.joined_at AS "joinedAt", m.version,
           coalesce((SELECT jsonb_agg(jsonb_build_object('id', r.id, 'name', r.name) ORDER BY r.name_key)
             FROM user_roles ur JOIN roles r ON r.workspace_id = ur.workspace_id AND r.id = ur.role_id
             WHERE ur.workspace_id = m.workspace_id AND ur.user_id = m.user_id), '[]') AS roles
         FROM memberships m JOIN users u ON u.id = m.user_id
         WHERE m.workspace_id = $1 AND m.user_id = $2 AND u.deleted_at IS NULL`,
};

export class SqlMemberList implements MemberList {
  constructor(private readonly reader: ScopedReader) {}

  page(workspaceId: WorkspaceId, userId: UserId, { after, limit }: Page): Promise<ListedMember[]> {
    return this.reader.rows({ as: 'member', userId, workspaceId }, PAGE, [after ?? BEFORE_ALL, limit]);
  }

  async find(workspaceId: WorkspaceId, reader: UserId, userId: UserId): Promise<ListedMember | null> {
    const scope = { as: 'member', userId: reader, workspaceId } as const;
    const [row] = await this.reader.rows<ListedMember>(scope, ONE, [workspaceId, userId]);
    return row ?? null;
  }
}
