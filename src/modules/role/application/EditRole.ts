import type { Caller, Tenancy } from '../../../core/application/Caller';
import type { UnitOfWork } from '../../../core/application/UnitOfWork';
import { demandVersion, type ExpectedVersion } from '../../../core/domain/stale';
import { roleNameReserved } from '../domain/errors';
import { demandWithin } from '../domain/grants';
import type { Role, RoleId } from '../domain/Role';
import { isReservedRoleName } from '../domain/roleName';
import type { RoleRepository } from '../domain/RoleRepository';
import { demandCustomRole } from './demandCustomRole';
import type { KnownPermissions } from './KnownPermissions';
import type { RightsNow } from './RightsNow';
import type { RoleHolders } from './RoleHolders';

export interface RoleChange {
  readonly name?: string;
  readonly permissions?: string[];
}

/** Whoever changes a role holds all that it permits, before and after. */
export class EditRole {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly roles: RoleRepository,
    private readonly known: KnownPermissions,
    private readonly rights: RightsNow,
    private readonly holders: RoleHolders,
  ) {}

  /** @throws DomainError NOT_FOUND, VALIDATION_ERROR, FORBIDDEN, ROLE_BUILT_IN, PRECONDITION_FAILED, ROLE_NAME_TAKEN. */
  execute(
    { userId }: Pick<Caller, 'userId'>,
    { workspaceId }: Tenancy,
    id: RoleId,
    { name, permissions }: RoleChange,
    ifVersion: ExpectedVersion,
  ): Promise<Role> {
    if (name !== undefined && isReservedRoleName(name)) throw roleNameReserved();
    const wanted = permissions && this.known.demand(permissions);
    return this.unit.run({ as: 'member', userId, workspaceId }, async () => {
      const role = demandCustomRole(id, await this.roles.find(workspaceId, id));
      const touched = [...role.state.permissions, ...(wanted ?? [])];
      demandWithin(await this.rights.of(workspaceId, userId), ['roles.manage', ...touched]);
      demandVersion(role.version, ifVersion);
      role.edit({ ...(name !== undefined && { name }), ...(wanted && { permissions: wanted }) });
      await this.roles.save(role);
      await this.holders.changed(workspaceId, id);
      return role;
    });
  }
}
