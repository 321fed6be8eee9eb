import type { Page } from '../../../core/application/Page';
import type { UserId, WorkspaceId } from '../../../core/domain/ids';
import type { ScopedReader } from '../../../core/infrastructure/database/ScopedReader';
import type { ListedMember, MemberList } from '../application/MemberList';

const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';

const COLUMNS = `id, email, name, avatar_url AS "avatarUrl", role, status, joined_at AS "joinedAt", version`;

const PAGE = { name: 'members-page', text: `SELECT ${COLUMNS} FROM members_page($1, $2)` };
const ONE = {
  name: 'member',
  text: `SELECT u.id, u.email, rtrim(u.first_name || ' ' || u.last_name) AS name, u.avatar_url AS "avatarUrl",
           m.role, m.status, m.joined_at AS "joinedAt", m.version
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
