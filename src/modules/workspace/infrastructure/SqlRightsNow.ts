import type { UserId, WorkspaceId } from '../../../core/domain/ids';
import type { Permission } from '../../../core/domain/PermissionCatalogue';
import type { Database } from '../../../core/infrastructure/database/Database';
import { effectivePermissions, permissionsOf, type BuiltInRole, type RightsNow } from '../../role';

const RIGHTS = `
  SELECT u.platform_role IS NOT NULL AS "isSuperAdmin", m.role,
    ARRAY(SELECT p.permission FROM user_roles ur
      JOIN role_permissions p ON p.workspace_id = ur.workspace_id AND p.role_id = ur.role_id
      WHERE ur.workspace_id = m.workspace_id AND ur.user_id = m.user_id) AS granted
  FROM users u LEFT JOIN memberships m ON m.workspace_id = $1 AND m.user_id = u.id AND m.status = 'active'
  WHERE u.id = $2`;

interface Row {
  readonly isSuperAdmin: boolean;
  readonly role: BuiltInRole | null;
  readonly granted: Permission[];
}

export class SqlRightsNow implements RightsNow {
  constructor(private readonly database: Database) {}

  async of(workspaceId: WorkspaceId, userId: UserId): Promise<ReadonlySet<Permission>> {
    const [row] = await this.database.rows<Row>(RIGHTS, [workspaceId, userId]);
    if (row?.isSuperAdmin) return permissionsOf('owner');
    return row?.role ? effectivePermissions(row.role, row.granted) : new Set();
  }
}
