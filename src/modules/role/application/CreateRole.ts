import type { Caller, Tenancy } from '../../../core/application/Caller';
import type { Random } from '../../../core/application/Random';
import type { UnitOfWork } from '../../../core/application/UnitOfWork';
import { roleLimit, roleNameReserved } from '../domain/errors';
import { demandWithin } from '../domain/grants';
import { Role } from '../domain/Role';
import { isReservedRoleName } from '../domain/roleName';
import type { RoleRepository } from '../domain/RoleRepository';
import type { KnownPermissions } from './KnownPermissions';
import type { RightsNow } from './RightsNow';

const MOST_ROLES = 100;

export interface NewRole {
  readonly name: string;
  readonly permissions?: string[];
}

export class CreateRole {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly roles: RoleRepository,
    private readonly known: KnownPermissions,
    private readonly rights: RightsNow,
    private readonly random: Random,
  ) {}

  /** @throws DomainError VALIDATION_ERROR, FORBIDDEN, ROLE_LIMIT, ROLE_NAME_TAKEN. */
  execute(
    { userId }: Pick<Caller, 'userId'>,
    { workspaceId }: Tenancy,
    { name, permissions = [] }: NewRole,
  ): Promise<Role> {
    if (isReservedRoleName(name)) throw roleNameReserved();
    const wanted = this.known.demand(permissions);
    return this.unit.run({ as: 'member', userId, workspaceId }, async () => {
      demandWithin(await this.rights.of(workspaceId, userId), ['roles.manage', ...wanted]);
      if ((await this.roles.holdCount(workspaceId)) >= MOST_ROLES) throw roleLimit(MOST_ROLES);
      const id = this.random.id<'role'>();
      const role = Role.create({ id, workspaceId, name, permissions: wanted });
      await this.roles.add(role);
      return role;
    });
  }
}
