import type { UserId } from '../../../core/domain/ids';
import type { ScopedReader } from '../../../core/infrastructure/database/ScopedReader';
import type { ExportMemberships } from '../application/ExportMemberships';

const MINE = {
  name: 'export-memberships',
  text: `SELECT w.id AS "workspaceId", w.name, w.slug, m.role, my_custom_roles(w.id) AS roles, m.status,
           m.joined_at AS "joinedAt"
         FROM memberships m JOIN workspaces w ON w.id = m.workspace_id
         WHERE m.user_id = $1::uuid AND w.deleted_at IS NULL ORDER BY m.joined_at`,
};

export class SqlExportMemberships implements ExportMemberships {
  constructor(private readonly reader: ScopedReader) {}

  of(userId: UserId): Promise<unknown> {
    return this.reader.rows({ as: 'account', userId }, MINE, [userId]);
  }
}
