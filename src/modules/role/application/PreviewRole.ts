import type { Caller, Tenancy } from '../../../core/application/Caller';
import type { Page } from '../../../core/application/Page';
import type { UnitOfWork } from '../../../core/application/UnitOfWork';
import { roleBuiltIn, roleMissing } from '../domain/errors';
import { demandWithin } from '../domain/grants';
import type { RoleId } from '../domain/Role';
import type { KnownPermissions } from './KnownPermissions';
import type { ReadRoles } from './ReadRoles';
import type { AffectedMember, RoleHolders } from './RoleHolders';

/** What `EditRole` would do to members; nothing is written, and it refuses what that would refuse. */
export class PreviewRole {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly roles: ReadRoles,
    private readonly known: KnownPermissions,
    private readonly holders: RoleHolders,
  ) {}

  /** @throws DomainError VALIDATION_ERROR, NOT_FOUND, ROLE_BUILT_IN, FORBIDDEN. */
  async execute(
    { userId }: Caller,
    { workspaceId, permissions: held }: Tenancy,
    id: RoleId,
    permissions: readonly string[],
    page: Page,
  ): Promise<AffectedMember[]> {
    const next = this.known.demand(permissions);
    const role = await this.roles.find(workspaceId, userId, id);
    if (!role) throw roleMissing();
    if (role.builtIn) throw roleBuiltIn();
    demandWithin(held, [...role.permissions, ...next]);
    return this.unit.run({ as: 'member', userId, workspaceId }, () =>
      this.holders.affected(workspaceId, id, next, page),
    );
  }
}
