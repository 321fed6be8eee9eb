import type { Page } from '../../../core/application/Page';
import type { UserId, WorkspaceId } from '../../../core/domain/ids';
import { builtInRoleNames, idOfBuiltInRole, permissionsOf } from '../domain/builtInRoles';
import type { CustomRoleList, ListedRole } from './CustomRoleList';

const builtInRoles: readonly ListedRole[] = builtInRoleNames.map((name) => ({
  id: idOfBuiltInRole(name),
  name,
  builtIn: true,
  permissions: [...permissionsOf(name)].sort(),
  version: 1,
}));

/** All roles of a workspace: the built-in ones, then its own. */
export class ReadRoles {
  constructor(private readonly custom: CustomRoleList) {}

  async page(workspaceId: WorkspaceId, reader: UserId, page: Page): Promise<ListedRole[]> {
    const { after, limit } = page;
    const builtIn = builtInRoles.filter(({ id }) => after === null || id > after).slice(0, limit);
    if (builtIn.length === limit) return builtIn;
    const custom = await this.custom.page(workspaceId, reader, { after, limit: limit - builtIn.length });
    return [...builtIn, ...custom];
  }

  async find(workspaceId: WorkspaceId, reader: UserId, id: string): Promise<ListedRole | null> {
    return builtInRoles.find((role) => role.id === id) ?? (await this.custom.find(workspaceId, reader, id));
  }
}
