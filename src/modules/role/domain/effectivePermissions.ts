import type { Permission } from '../../../core/domain/PermissionCatalogue';
import { permissionsOf, type BuiltInRole } from './builtInRoles';

/** What a member may do: all that the built-in role permits, and all that custom roles do. */
export function effectivePermissions(
  role: BuiltInRole,
  byCustomRoles: readonly Permission[],
): ReadonlySet<Permission> {
  const byRole = permissionsOf(role);
  return byCustomRoles.every((permission) => byRole.has(permission))
    ? byRole
    : new Set([...byRole, ...byCustomRoles]);
}
