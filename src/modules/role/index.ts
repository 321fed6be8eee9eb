export { builtInRoleNames, isBuiltInRole, permissionsOf, type BuiltInRole } from './domain/builtInRoles';
export { mayActOn, mayGrant } from './domain/grants';
