import type { Page } from '../../../core/application/Page';
import type { UserId } from '../../../core/domain/ids';
import type { ScopedReader } from '../../../core/infrastructure/database/ScopedReader';
import type { ListedWorkspace, WorkspaceList } from '../application/WorkspaceList';

const COLUMNS = `w.id, w.name, w.slug, w.plan, w.status, w.seat_limit AS "seatLimit", w.mfa_required AS "mfaRequired", w.version,
  w.created_at AS "createdAt", w.updated_at AS "updatedAt"`;

const MINE = {
  name: 'my-workspaces',
  text: `SELECT ${COLUMNS} FROM memberships m JOIN workspaces w ON w.id = m.workspace_id
         WHERE m.user_id = $1 AND m.status = 'active' AND w.deleted_at IS NULL AND ($2::uuid IS NULL OR w.id < $2)
         ORDER BY w.id DESC LIMIT $3`,
};

const ALL = {
  name: 'all-workspaces',
  text: `SELECT ${COLUMNS} FROM workspaces w
         WHERE w.deleted_at IS NULL AND ($1::uuid IS NULL OR w.id < $1) ORDER BY w.id DESC LIMIT $2`,
};

export class SqlWorkspaceList implements WorkspaceList {
  constructor(private readonly reader: ScopedReader) {}

  of(userId: UserId, { after, limit }: Page): Promise<ListedWorkspace[]> {
    return this.reader.rows({ as: 'account', userId }, MINE, [userId, after, limit]);
  }

  all({ after, limit }: Page): Promise<ListedWorkspace[]> {
    return this.reader.rows({ as: 'system', for: 'a super admin listing workspaces' }, ALL, [after, limit]);
  }
}
