import type { Caller, Tenancy } from '../../../core/application/Caller';
import type { UnitOfWork } from '../../../core/application/UnitOfWork';
import { demandVersion, type ExpectedVersion } from '../../../core/domain/stale';
import { demandWithin } from '../domain/grants';
import type { RoleId } from '../domain/Role';
import type { RoleRepository } from '../domain/RoleRepository';
import { demandCustomRole } from './demandCustomRole';

export class DeleteRole {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly roles: RoleRepository,
  ) {}

  /** @throws DomainError NOT_FOUND, FORBIDDEN, ROLE_BUILT_IN, PRECONDITION_FAILED, ROLE_IN_USE. */
  execute(
    { userId }: Caller,
    { workspaceId, permissions }: Tenancy,
    id: RoleId,
    ifVersion: ExpectedVersion,
  ): Promise<void> {
    return this.unit.run({ as: 'member', userId, workspaceId }, async () => {
      const role = demandCustomRole(id, await this.roles.find(workspaceId, id));
      demandWithin(permissions, role.state.permissions);
      demandVersion(role.version, ifVersion);
      role.delete();
      await this.roles.remove(role);
    });
  }
}
