import type { Page } from '../../../core/application/Page';
import type { UserId, WorkspaceId } from '../../../core/domain/ids';
import type { Permission } from '../../../core/domain/PermissionCatalogue';
import type { Database } from '../../../core/infrastructure/database/Database';
import {
  builtInRoleNames,
  permissionsOf,
  type AffectedMember,
  type RoleHolders,
  type RoleId,
} from '../../role';
import type { KnownTenancies } from '../application/KnownTenancies';

const HOLDERS = 'SELECT user_id AS id FROM user_roles WHERE workspace_id = $1 AND role_id = $2';

const AFFECTED = `
  WITH moved AS (
    SELECT coalesce(a.permission, b.permission) AS permission, a.permission IS NOT NULL AS gained
    FROM unnest($3::text[]) AS a(permission)
    FULL JOIN (SELECT permission FROM role_permissions WHERE workspace_id = $1 AND role_id = $2) b
      ON b.permission = a.permission
    WHERE a.permission IS NULL OR b.permission IS NULL
  ), built_in AS (
    SELECT r.key AS role, p.permission
    FROM jsonb_each($4::jsonb) AS r, jsonb_array_elements_text(r.value) AS p(permission)
  )
  SELECT u.id, u.email, rtrim(u.first_name || ' ' || u.last_name) AS name, m.role, d.gains, d.loses
  FROM user_roles h
  JOIN memberships m ON m.workspace_id = h.workspace_id AND m.user_id = h.user_id
  JOIN users u ON u.id = h.user_id
  CROSS JOIN LATERAL (
    SELECT coalesce(array_agg(c.permission ORDER BY c.permission COLLATE "C") FILTER (WHERE c.gained), '{}') AS gains,
      coalesce(array_agg(c.permission ORDER BY c.permission COLLATE "C") FILTER (WHERE NOT c.gained), '{}') AS loses
    FROM moved c
    WHERE (m.role, c.permission) NOT IN (SELECT b.role, b.permission FROM built_in b) AND NOT EXISTS (
      SELECT 1 FROM user_roles o
      JOIN role_permissions p ON p.workspace_id = o.workspace_id AND p.role_id = o.role_id
      WHERE o.workspace_id = h.workspace_id AND o.user_id = h.user_id AND o.role_id <> h.role_id
        AND p.permission = c.permission)
  ) d
  WHERE h.workspace_id = $1 AND h.role_id = $2 AND ($5::uuid IS NULL OR h.user_id > $5)
    AND m.status = 'active' AND u.deleted_at IS NULL AND (d.gains <> '{}' OR d.loses <> '{}')
  ORDER BY h.user_id LIMIT $6`;

const BUILT_IN = JSON.stringify(
  Object.fromEntries(builtInRoleNames.map((name) => [name, [...permissionsOf(name)]])),
);

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

  affected(
    workspaceId: WorkspaceId,
    roleId: RoleId,
    next: readonly Permission[],
    { after, limit }: Page,
  ): Promise<AffectedMember[]> {
    return this.database.rows(AFFECTED, [workspaceId, roleId, [...next], BUILT_IN, after, limit]);
  }
}
