import type { Permission } from '../../../core/domain/PermissionCatalogue';
import type { BuiltInRole } from './builtInRoles';
import { beyondOnesOwn } from './errors';

/**
 * Whom somebody may give which role: never more than they hold, and managers only below themselves. Whether they
 * may give any is for their permissions to say: members and viewers have none that does but by a custom role.
 */
const grantable: Readonly<Record<BuiltInRole, readonly BuiltInRole[]>> = {
  owner: ['owner', 'admin', 'manager', 'member', 'viewer'],
  admin: ['admin', 'manager', 'member', 'viewer'],
  manager: ['member', 'viewer'],
  member: ['member', 'viewer'],
  viewer: ['viewer'],
};

/** On whom somebody may act: never at or above themselves, except owners on owners. Custom roles raise nobody. */
const governable: Readonly<Record<BuiltInRole, readonly BuiltInRole[]>> = {
  owner: ['owner', 'admin', 'manager', 'member', 'viewer'],
  admin: ['manager', 'member', 'viewer'],
  manager: ['member', 'viewer'],
  member: ['viewer'],
  viewer: [],
};

export function mayGrant(actor: BuiltInRole, role: BuiltInRole): boolean {
  return grantable[actor].includes(role);
}

export function mayActOn(actor: BuiltInRole, target: BuiltInRole): boolean {
  return governable[actor].includes(target);
}

/**
 * Whoever gives, takes or changes permissions of others holds them all.
 * @throws DomainError FORBIDDEN, naming the first one that is missing.
 */
export function demandWithin(held: ReadonlySet<Permission>, touched: readonly Permission[]): void {
  const missing = touched.find((permission) => !held.has(permission));
  if (missing !== undefined) throw beyondOnesOwn(missing);
}
