import type { Cache } from '../../../core/application/Cache';
import type { Tenancy } from '../../../core/application/Caller';
import type { Tenancies } from '../../../core/application/Tenancies';
import type { UserId, WorkspaceId } from '../../../core/domain/ids';
import type { ScopedReader } from '../../../core/infrastructure/database/ScopedReader';
import { permissionsOf, type BuiltInRole } from '../../role';

const TENANCY = {
  name: 'tenancy',
  text: `SELECT m.role, w.status = 'suspended' AS suspended
         FROM memberships m JOIN workspaces w ON w.id = m.workspace_id
         WHERE m.workspace_id = $1 AND m.user_id = $2 AND m.status = 'active' AND w.deleted_at IS NULL`,
};

export class CachedTenancies implements Tenancies {
  constructor(
    private readonly reader: ScopedReader,
    private readonly cache: Cache,
  ) {}

  find(userId: UserId, workspaceId: WorkspaceId): Promise<Tenancy | null> {
    return this.cache.through(`tenancy:${workspaceId}:${userId}`, async () => {
      const [row] = await this.reader.rows<{ role: BuiltInRole; suspended: boolean }>(
        { as: 'member', userId, workspaceId },
        TENANCY,
        [workspaceId, userId],
      );
      return row ? { workspaceId, permissions: permissionsOf(row.role), ...row } : null;
    });
  }
}
