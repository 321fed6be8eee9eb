export { AssignableRoles, type AssignableRole } from './application/AssignableRoles';
export { RoleHolders } from './application/RoleHolders';
export { builtInRoleNames, isBuiltInRole, permissionsOf, type BuiltInRole } from './domain/builtInRoles';
export { effectivePermissions } from './domain/effectivePermissions';
export { demandWithin, mayActOn, mayGrant } from './domain/grants';
export type { RoleId } from './domain/Role';
