import type { Ledger } from '../../../core/application/Ledger';
import type { UnitOfWork } from '../../../core/application/UnitOfWork';
import type { UserId } from '../../../core/domain/ids';
import { demandVersion, type ExpectedVersion } from '../../../core/domain/stale';
import { demandWithin, type AssignableRoles, type RightsNow, type RoleId } from '../../role';
import { rolesUnknown } from '../domain/errors';
import type { MemberRoles } from '../domain/MemberRoles';
import type { Actor } from './Actor';
import type { KnownTenancies } from './KnownTenancies';
import type { HeldMember, MemberChanges } from './MemberChanges';

/**
 * Replaces the custom roles of a member; the built-in one stays. Who does it stands above the member and holds
 * whatever the roles permit that are given or taken.
 */
export class SetMemberRoles {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly changes: MemberChanges,
    private readonly assignable: AssignableRoles,
    private readonly memberRoles: MemberRoles,
    private readonly rights: RightsNow,
    private readonly known: KnownTenancies,
    private readonly ledger: Ledger,
  ) {}

  /** @throws DomainError NOT_FOUND, FORBIDDEN, VALIDATION_ERROR for an unknown role, PRECONDITION_FAILED. */
  execute(
    actor: Actor,
    userId: UserId,
    roleIds: readonly string[],
    ifVersion: ExpectedVersion,
  ): Promise<void> {
    const { workspaceId } = actor;
    return this.unit.run({ as: 'member', userId: actor.userId, workspaceId }, async () => {
      const held = await this.changes.hold(workspaceId, userId);
      await this.changes.demand(actor, held, held.member, 'roles.assign');
      const before = await this.memberRoles.of(workspaceId, userId);
      const after = await this.demandAssignable(actor, before, roleIds);
      demandVersion(held.member.version, ifVersion);
      if (after.join() !== before.join()) await this.replace(held, before, after);
    });
  }

  /** @returns the wanted ones, in the order of their ids. */
  private async demandAssignable(
    { workspaceId, userId }: Actor,
    before: readonly RoleId[],
    wanted: readonly string[],
  ): Promise<RoleId[]> {
    const roles = await this.assignable.hold(workspaceId, [...new Set([...before, ...wanted])]);
    const unknown = wanted.flatMap((id, at) => (roles.some((role) => role.id === id) ? [] : [at]));
    if (unknown.length > 0) throw rolesUnknown(unknown);
    const moved = roles.filter(({ id }) => before.includes(id) !== wanted.includes(id));
    const touched = moved.flatMap(({ permissions }) => permissions);
    demandWithin(await this.rights.of(workspaceId, userId), ['roles.assign', ...touched]);
    return roles.map(({ id }) => id).filter((id) => wanted.includes(id));
  }

  private async replace({ member }: HeldMember, before: RoleId[], after: RoleId[]): Promise<void> {
    const { workspaceId, userId, role } = member;
    await this.memberRoles.replace(workspaceId, userId, after);
    await this.known.changed(workspaceId, [userId]);
    await this.ledger.record([
      {
        name: 'workspace:member:role-changed',
        ...{ workspaceId, subjectId: userId },
        payload: { userId, role, roleIds: after },
        changes: { roleIds: { before, after } },
      },
    ]);
  }
}
