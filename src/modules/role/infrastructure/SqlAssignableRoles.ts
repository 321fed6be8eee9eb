import type { WorkspaceId } from '../../../core/domain/ids';
import type { Database } from '../../../core/infrastructure/database/Database';
import type { AssignableRole, AssignableRoles } from '../application/AssignableRoles';
import type { KnownPermissions } from '../application/KnownPermissions';
import type { RoleId } from '../domain/Role';

/** In one order for everybody, so that nobody who holds several waits in a circle. */
const HOLD = 'SELECT id FROM roles WHERE workspace_id = $1 AND id = ANY ($2::uuid[]) ORDER BY id FOR SHARE';
const PERMISSIONS = `
  SELECT role_id AS "roleId", permission FROM role_permissions
  WHERE workspace_id = $1 AND role_id = ANY ($2::uuid[]) ORDER BY permission COLLATE "C"`;

export class SqlAssignableRoles implements AssignableRoles {
  constructor(
    private readonly database: Database,
    private readonly known: KnownPermissions,
  ) {}

  /** Two statements: one that waits for a lock would read the permissions as they were before the wait. */
  async hold(workspaceId: WorkspaceId, ids: readonly string[]): Promise<AssignableRole[]> {
    const roles = await this.database.rows<{ id: RoleId }>(HOLD, [workspaceId, [...ids]]);
    if (roles.length === 0) return [];
    const rows = await this.database.rows<{ roleId: RoleId; permission: string }>(PERMISSIONS, [
      workspaceId,
      roles.map(({ id }) => id),
    ]);
    return roles.map(({ id }) => {
      const held = rows.filter(({ roleId }) => roleId === id);
      return { id, permissions: this.known.among(held.map(({ permission }) => permission)) };
    });
  }
}
