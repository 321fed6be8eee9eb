import type { Id, UserId, WorkspaceId } from '../../../core/domain/ids';
import type { Permission } from '../../../core/domain/PermissionCatalogue';
import type { Database } from '../../../core/infrastructure/database/Database';
import type { MemberRoles } from '../domain/MemberRoles';

const OF = 'SELECT role_id AS id FROM user_roles WHERE workspace_id = $1 AND user_id = $2 ORDER BY role_id';
const PERMISSIONS = `
  SELECT DISTINCT p.permission FROM user_roles u
  JOIN role_permissions p ON p.workspace_id = u.workspace_id AND p.role_id = u.role_id
  WHERE u.workspace_id = $1 AND u.user_id = $2`;
const TAKE = `
  DELETE FROM user_roles WHERE workspace_id = $1 AND user_id = $2 AND role_id <> ALL ($3::uuid[])`;
const GIVE = `
  INSERT INTO user_roles (workspace_id, user_id, role_id)
  SELECT $1, $2, unnest($3::uuid[]) ON CONFLICT DO NOTHING`;
const NEW_VERSION = 'UPDATE memberships SET version = version + 1 WHERE workspace_id = $1 AND user_id = $2';

export class SqlMemberRoles implements MemberRoles {
  constructor(private readonly database: Database) {}

  async of(workspaceId: WorkspaceId, userId: UserId): Promise<Id<'role'>[]> {
    const rows = await this.database.rows<{ id: Id<'role'> }>(OF, [workspaceId, userId]);
    return rows.map(({ id }) => id);
  }

  async permissionsOf(workspaceId: WorkspaceId, userId: UserId): Promise<Permission[]> {
    const rows = await this.database.rows<{ permission: Permission }>(PERMISSIONS, [workspaceId, userId]);
    return rows.map(({ permission }) => permission);
  }

  async replace(workspaceId: WorkspaceId, userId: UserId, roleIds: readonly Id<'role'>[]): Promise<void> {
    await this.database.write(TAKE, [workspaceId, userId, [...roleIds]]);
    await this.database.write(GIVE, [workspaceId, userId, [...roleIds]]);
    await this.database.write(NEW_VERSION, [workspaceId, userId]);
  }
}
