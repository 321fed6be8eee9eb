import type { Invalidations } from '../../../core/application/Invalidations';
import type { Cache } from '../../../core/application/Cache';
import type { Tenancy } from '../../../core/application/Caller';
import type { Tenancies } from '../../../core/application/Tenancies';
import type { UserId, WorkspaceId } from '../../../core/domain/ids';
import type { Database } from '../../../core/infrastructure/database/Database';
import type { ScopedReader } from '../../../core/infrastructure/database/ScopedReader';
import type { KnownTenancies } from '../application/KnownTenancies';
import type { Permission } from '../../../core/domain/PermissionCatalogue';
import { effectivePermissions, permissionsOf, type BuiltInRole } from '../../role';
import { MFA_MISSING } from './mfaMissing';

const TENANCY = {
  name: 'tenancy',
  text: `SELECT m.role, w.status = 'suspended' AS suspended, ${MFA_MISSING} AS "mfaMissing",
           ARRAY(SELECT p.permission FROM user_roles u
             JOIN role_permissions p ON p.workspace_id = u.workspace_id AND p.role_id = u.role_id
             WHERE u.workspace_id = m.workspace_id AND u.user_id = m.user_id) AS granted
         FROM memberships m JOIN workspaces w ON w.id = m.workspace_id
         WHERE m.workspace_id = $1 AND m.user_id = $2 AND m.status = 'active' AND w.deleted_at IS NULL`,
};

interface Row {
  readonly role: BuiltInRole;
  readonly suspended: boolean;
  readonly mfaMissing: boolean;
  /** By custom roles. */
  readonly granted: Permission[];
}

const EXISTS = {
  name: 'workspace-exists',
  text: 'SELECT 1 AS found FROM workspaces WHERE id = $1 AND deleted_at IS NULL',
};

const PLACES = 'SELECT workspace_id AS id FROM memberships WHERE user_id = $1';
const MEMBERS = 'SELECT user_id AS id FROM memberships WHERE workspace_id = $1';

export class CachedTenancies implements Tenancies, KnownTenancies {
  constructor(
    private readonly reader: ScopedReader,
    private readonly cache: Cache,
    private readonly invalidations: Invalidations,
    private readonly database: Database,
  ) {}

  changed(workspaceId: WorkspaceId, userIds: readonly UserId[]): Promise<void> {
    return this.invalidations.drop(userIds.map((userId) => key(workspaceId, userId)));
  }

  async changedForAll(workspaceId: WorkspaceId): Promise<void> {
    const members = await this.database.rows<{ id: UserId }>(MEMBERS, [workspaceId]);
    await this.changed(
      workspaceId,
      members.map(({ id }) => id),
    );
  }

  async changedForMember(userId: UserId): Promise<void> {
    const places = await this.database.rows<{ id: WorkspaceId }>(PLACES, [userId]);
    await this.invalidations.drop(places.map(({ id }) => key(id, userId)));
  }

  find(userId: UserId, workspaceId: WorkspaceId): Promise<Tenancy | null> {
    return this.cache.through(key(workspaceId, userId), async () => {
      const scope = { as: 'member', userId, workspaceId } as const;
      const [row] = await this.reader.rows<Row>(scope, TENANCY, [workspaceId, userId]);
      if (!row) return null;
      const { granted, ...place } = row;
      return { workspaceId, ...place, permissions: effectivePermissions(place.role, granted) };
    });
  }

  async ofSuperAdmin(workspaceId: WorkspaceId): Promise<Tenancy | null> {
    const scope = { as: 'system', for: 'a super admin entering a workspace' } as const;
    const found = await this.reader.rows(scope, EXISTS, [workspaceId]);
    if (found.length === 0) return null;
    const open = { suspended: false, mfaMissing: false };
    return { workspaceId, role: 'owner', permissions: permissionsOf('owner'), ...open };
  }
}

function key(workspaceId: WorkspaceId, userId: UserId): string {
  return `tenancy:${workspaceId}:${userId}`;
}
