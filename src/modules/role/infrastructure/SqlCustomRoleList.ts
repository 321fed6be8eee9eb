import type { Page } from '../../../core/application/Page';
import type { UserId, WorkspaceId } from '../../../core/domain/ids';
import type { ScopedReader } from '../../../core/infrastructure/database/ScopedReader';
import type { CustomRoleList, ListedRole } from '../application/CustomRoleList';
import type { KnownPermissions } from '../application/KnownPermissions';

const ROLES = `
  SELECT r.id, r.name, false AS "builtIn", r.version,
    ARRAY(SELECT p.permission FROM role_permissions p
      WHERE p.workspace_id = r.workspace_id AND p.role_id = r.id ORDER BY p.permission COLLATE "C") AS permissions
  FROM roles r WHERE r.workspace_id = $1`;

const PAGE = {
  name: 'roles-page',
  text: `${ROLES} AND ($2::uuid IS NULL OR r.id > $2) ORDER BY r.id LIMIT $3`,
};
const ONE = { name: 'role', text: `${ROLES} AND r.id = $2` };

export class SqlCustomRoleList implements CustomRoleList {
  constructor(
    private readonly reader: ScopedReader,
    private readonly known: KnownPermissions,
  ) {}

  async page(workspaceId: WorkspaceId, userId: UserId, { after, limit }: Page): Promise<ListedRole[]> {
    const scope = { as: 'member', userId, workspaceId } as const;
    const rows = await this.reader.rows<ListedRole>(scope, PAGE, [workspaceId, after, limit]);
    return rows.map((row) => this.listed(row));
  }

  async find(workspaceId: WorkspaceId, userId: UserId, id: string): Promise<ListedRole | null> {
    const scope = { as: 'member', userId, workspaceId } as const;
    const [row] = await this.reader.rows<ListedRole>(scope, ONE, [workspaceId, id]);
    return row ? this.listed(row) : null;
  }

  private listed(row: ListedRole): ListedRole {
    return { ...row, permissions: this.known.among(row.permissions) };
  }
}
