import type { UnitOfWork } from '../../../core/application/UnitOfWork';
import type { UserId } from '../../../core/domain/ids';
import type { Permission } from '../../../core/domain/PermissionCatalogue';
import { demandVersion, type ExpectedVersion } from '../../../core/domain/stale';
import type { BuiltInRole } from '../../role';
import { permissionMissing } from '../domain/errors';
import type { MemberStatus } from '../domain/Membership';
import type { Actor } from './Actor';
import type { MemberChanges } from './MemberChanges';

export interface MemberChange {
  readonly role?: BuiltInRole;
  readonly status?: MemberStatus;
}

/** A role takes `roles.assign`, a status `users.update`. */
export class ChangeMember {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly changes: MemberChanges,
  ) {}

  /** @throws DomainError NOT_FOUND, FORBIDDEN, PRECONDITION_FAILED, LAST_OWNER. */
  execute(actor: Actor, userId: UserId, change: MemberChange, ifVersion: ExpectedVersion): Promise<void> {
    const { workspaceId } = actor;
    const needed: Permission[] = [];
    if (change.role !== undefined) needed.push('roles.assign');
    if (change.status !== undefined) needed.push('users.update');
    for (const permission of needed) {
      if (!actor.permissions.has(permission)) throw permissionMissing(permission);
    }
    return this.unit.run({ as: 'member', userId: actor.userId, workspaceId }, async () => {
      const held = await this.changes.hold(workspaceId, userId);
      const next = { ...held.member, ...change };
      for (const permission of needed) await this.changes.demand(actor, held, next, permission);
      demandVersion(held.member.version, ifVersion);
      await this.changes.change(held, next);
    });
  }
}
