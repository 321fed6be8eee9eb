import type { UserId, WorkspaceId } from '../../../core/domain/ids';
import type { Database } from '../../../core/infrastructure/database/Database';
import type { BuiltInRole } from '../../role';
import type { EnteredWorkspace, SignInWorkspaces } from '../application/SignInWorkspaces';

const MINE = `
  SELECT w.id, w.name, w.slug, w.plan, w.status, w.seat_limit AS "seatLimit", w.mfa_required AS "mfaRequired", w.version,
    w.created_at AS "createdAt", w.updated_at AS "updatedAt", m.role
  FROM memberships m JOIN workspaces w ON w.id = m.workspace_id
  WHERE m.user_id = $1 AND m.status = 'active' AND w.deleted_at IS NULL
  ORDER BY m.last_used_at DESC NULLS LAST, m.joined_at, w.id`;

type Row = EnteredWorkspace['workspace'] & { readonly role: BuiltInRole };

export class SqlSignInWorkspaces implements SignInWorkspaces {
  constructor(private readonly database: Database) {}

  async of(userId: UserId): Promise<EnteredWorkspace[]> {
    const rows = await this.database.rows<Row>(MINE, [userId]);
    return rows.map(({ role, ...workspace }) => ({ role, workspace }));
  }

  async entered(userId: UserId, workspaceId: WorkspaceId): Promise<void> {
    await this.database.write(
      'UPDATE memberships SET last_used_at = now() WHERE workspace_id = $2 AND user_id = $1',
      [userId, workspaceId],
    );
  }
}
