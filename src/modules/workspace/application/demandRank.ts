import type { Permission } from '../../../core/domain/PermissionCatalogue';
import { mayActOn, mayGrant, type BuiltInRole } from '../../role';
import { aboveOnesOwn } from '../domain/errors';
import type { Membership } from '../domain/Membership';

/**
 * Nobody acts on somebody at or above them, or gives a role above their own; owners may do both.
 * @param role of whoever acts; null when they are no active member any more.
 * @throws DomainError FORBIDDEN, naming the permission that does not reach so far.
 */
export function demandRank(
  role: BuiltInRole | null,
  member: Membership,
  next: Membership | null,
  permission: Permission,
): void {
  if (role === null || !mayActOn(role, member.role as BuiltInRole)) throw aboveOnesOwn(permission);
  const isPromotion = next !== null && next.role !== member.role;
  if (isPromotion && !mayGrant(role, next.role as BuiltInRole)) throw aboveOnesOwn(permission);
}
