export { AssignableRoles, type AssignableRole } from './application/AssignableRoles';
export { RightsNow } from './application/RightsNow';
export { RoleHolders, type AffectedMember } from './application/RoleHolders';
export { Standings } from './application/Standings';
export { builtInRoleNames, isBuiltInRole, permissionsOf, type BuiltInRole } from './domain/builtInRoles';
export { effectivePermissions } from './domain/effectivePermissions';
export type { Standing } from './domain/explain';
export { demandWithin, mayActOn, mayGrant } from './domain/grants';
export type { RoleId } from './domain/Role';
