import { isBuiltInRoleId } from '../domain/builtInRoles';
import { roleBuiltIn, roleMissing } from '../domain/errors';
import type { Role, RoleId } from '../domain/Role';

/** @throws DomainError NOT_FOUND, ROLE_BUILT_IN. */
export function demandCustomRole(id: RoleId, found: Role | null): Role {
  if (isBuiltInRoleId(id)) throw roleBuiltIn();
  if (!found) throw roleMissing();
  return found;
}
