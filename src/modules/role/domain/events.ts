export interface RoleEvents {
  'workspace:role:created': { roleId: string; name: string; permissions: readonly string[] };
  'workspace:role:updated': { roleId: string; name: string; permissions: readonly string[] };
  'workspace:role:deleted': { roleId: string; name: string };
}

declare module '../../../core/domain/EventCatalogue' {
  interface EventCatalogue extends RoleEvents {}
}
