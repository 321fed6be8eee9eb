export { builtInRoleNames, isBuiltInRole, permissionsOf, type BuiltInRole } from './domain/builtInRoles';
