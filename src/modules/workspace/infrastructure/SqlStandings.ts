import type { UserId, WorkspaceId } from '../../../core/domain/ids';
import type { ScopedReader } from '../../../core/infrastructure/database/ScopedReader';
import type { Standing, Standings } from '../../role';
import { MFA_MISSING } from './mfaMissing';

const STANDING = {
  name: 'standing',
  text: `SELECT u.status = 'active' AS "hasActiveAccount", m.status = 'active' AS "isActive",
           w.status = 'suspended' AS "isSuspended", ${MFA_MISSING} AS "isMfaMissing",
           u.platform_role IS NOT NULL AS "isSuperAdmin", m.role,
           coalesce((SELECT jsonb_agg(jsonb_build_object('id', r.id, 'name', r.name, 'permissions', ARRAY(
               SELECT p.permission FROM role_permissions p
               WHERE p.workspace_id = r.workspace_id AND p.role_id = r.id)) ORDER BY r.name_key)
             FROM user_roles ur JOIN roles r ON r.workspace_id = ur.workspace_id AND r.id = ur.role_id
             WHERE ur.workspace_id = m.workspace_id AND ur.user_id = m.user_id), '[]') AS "customRoles"
         FROM memberships m JOIN workspaces w ON w.id = m.workspace_id JOIN users u ON u.id = m.user_id
         WHERE m.workspace_id = $1 AND m.user_id = $2 AND w.deleted_at IS NULL AND u.deleted_at IS NULL`,
};

export class SqlStandings implements Standings {
  constructor(private readonly reader: ScopedReader) {}

  async of(workspaceId: WorkspaceId, reader: UserId, userId: UserId): Promise<Standing | null> {
    const scope = { as: 'member', userId: reader, workspaceId } as const;
    const [row] = await this.reader.rows<Standing>(scope, STANDING, [workspaceId, userId]);
    return row ?? null;
  }
}
