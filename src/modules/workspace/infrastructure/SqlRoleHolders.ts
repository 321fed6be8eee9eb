import type { UserId, WorkspaceId } from '../../../core/domain/ids';
import type { Database } from '../../../core/infrastructure/database/Database';
import type { RoleHolders, RoleId } from '../../role';
import type { KnownTenancies } from '../application/KnownTenancies';

const HOLDERS = 'SELECT user_id AS id FROM user_roles WHERE workspace_id = $1 AND role_id = $2';

export class SqlRoleHolders implements RoleHolders {
  constructor(
    private readonly database: Database,
    private readonly known: KnownTenancies,
  ) {}

  async changed(workspaceId: WorkspaceId, roleId: RoleId): Promise<void> {
    const holders = await this.database.rows<{ id: UserId }>(HOLDERS, [workspaceId, roleId]);
    await this.known.changed(
      workspaceId,
      holders.map(({ id }) => id),
    );
  }
}
