import type { UserId, WorkspaceId } from '../../../core/domain/ids';
import type { Database } from '../../../core/infrastructure/database/Database';
import type { Membership } from '../domain/Membership';
import type { LockedWorkspace, MembershipRepository } from '../domain/MembershipRepository';
import { MembershipModel } from './MembershipModel';
import { MFA_MISSING } from './mfaMissing';

/** Counted in a statement of its own once the row is locked, so that it sees what the previous holder wrote. */
const COUNTS = `
  SELECT count(*)::int AS "seatsTaken",
    count(*) FILTER (WHERE role = 'owner' AND status = 'active')::int AS owners
  FROM memberships WHERE workspace_id = $1`;

const LACKS_MFA = `
  SELECT ${MFA_MISSING} AS missing FROM memberships m JOIN workspaces w ON w.id = m.workspace_id
  WHERE m.workspace_id = $1 AND m.user_id = $2`;

export class SqlMembershipRepository implements MembershipRepository {
  constructor(private readonly database: Database) {}

  async lock(workspaceId: WorkspaceId): Promise<LockedWorkspace | null> {
    const [workspace] = await this.database.rows<LockedWorkspace>(
      `SELECT id, name, status, seat_limit AS "seatLimit" FROM workspaces
       WHERE id = $1 AND deleted_at IS NULL FOR UPDATE`,
      [workspaceId],
    );
    if (!workspace) return null;
    const [counts] = await this.database.rows<LockedWorkspace>(COUNTS, [workspaceId]);
    return { ...workspace, ...counts };
  }

  async workspacesOf(userId: UserId): Promise<WorkspaceId[]> {
    const rows = await this.database.rows<{ id: WorkspaceId }>(
      `SELECT w.id FROM memberships m JOIN workspaces w ON w.id = m.workspace_id
       WHERE m.user_id = $1 AND w.deleted_at IS NULL ORDER BY w.id`,
      [userId],
    );
    return rows.map(({ id }) => id);
  }

  async holdAccount(userId: UserId): Promise<boolean> {
    const rows = await this.database.rows(
      'SELECT 1 FROM users WHERE id = $1 AND deleted_at IS NULL FOR NO KEY UPDATE',
      [userId],
    );
    return rows.length > 0;
  }

  async ownedBy(userId: UserId): Promise<number> {
    const [row] = await this.database.rows<{ owned: number }>(
      `SELECT count(*)::int AS owned FROM memberships m JOIN workspaces w ON w.id = m.workspace_id
       WHERE m.user_id = $1 AND m.role = 'owner' AND w.deleted_at IS NULL`,
      [userId],
    );
    return row?.owned ?? 0;
  }

  /** Locked whether deleted or not: what is under way is waited for, and PostgreSQL looks at the row anew. */
  async withoutAccount(workspaceId: WorkspaceId): Promise<UserId[]> {
    const rows = await this.database.rows<{ id: UserId; isGone: boolean }>(
      `SELECT u.id, u.deleted_at IS NOT NULL AS "isGone" FROM memberships m JOIN users u ON u.id = m.user_id
       WHERE m.workspace_id = $1 ORDER BY u.id FOR SHARE OF u`,
      [workspaceId],
    );
    return rows.filter(({ isGone }) => isGone).map(({ id }) => id);
  }

  async find(workspaceId: WorkspaceId, userId: UserId): Promise<Membership | null> {
    const row = await MembershipModel.findOne({ where: { workspaceId, userId } });
    return row ? (row.get({ plain: true }) as Membership) : null;
  }

  async isMfaMissing(workspaceId: WorkspaceId, userId: UserId): Promise<boolean> {
    const [row] = await this.database.rows<{ missing: boolean }>(LACKS_MFA, [workspaceId, userId]);
    return row?.missing ?? false;
  }

  async add(membership: Membership): Promise<void> {
    await MembershipModel.create({ ...membership }, { returning: false });
  }

  async change({ workspaceId, userId, role, status }: Membership): Promise<void> {
    await this.database.write(
      `UPDATE memberships SET role = $3, status = $4, version = version + 1 WHERE workspace_id = $1 AND user_id = $2`,
      [workspaceId, userId, role, status],
    );
  }

  async remove(workspaceId: WorkspaceId, userId: UserId): Promise<void> {
    await MembershipModel.destroy({ where: { workspaceId, userId } });
  }
}
