import type { Caller, Tenancy } from '../../../core/application/Caller';
import type { UnitOfWork } from '../../../core/application/UnitOfWork';
import { demandVersion, type ExpectedVersion } from '../../../core/domain/stale';
import { demandWithin } from '../domain/grants';
import type { RoleId } from '../domain/Role';
import type { RoleRepository } from '../domain/RoleRepository';
import { demandCustomRole } from './demandCustomRole';
import type { RightsNow } from './RightsNow';

export class DeleteRole {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly roles: RoleRepository,
    private readonly rights: RightsNow,
  ) {}

  /** @throws DomainError NOT_FOUND, FORBIDDEN, ROLE_BUILT_IN, PRECONDITION_FAILED, ROLE_IN_USE. */
  execute(
    { userId }: Pick<Caller, 'userId'>,
    { workspaceId }: Tenancy,
    id: RoleId,
    ifVersion: ExpectedVersion,
  ): Promise<void> {
    return this.unit.run({ as: 'member', userId, workspaceId }, async () => {
      const role = demandCustomRole(id, await this.roles.find(workspaceId, id));
      const held = await this.rights.of(workspaceId, userId);
      demandWithin(held, ['roles.manage', ...role.state.permissions]);
      demandVersion(role.version, ifVersion);
      role.delete();
      await this.roles.remove(role);
    });
  }
}
