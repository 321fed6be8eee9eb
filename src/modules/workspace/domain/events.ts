export interface WorkspaceEvents {
  'workspace:created': { name: string; slug: string };
  'workspace:member:joined': { userId: string; role: string };
}

declare module '../../../core/domain/EventCatalogue' {
  interface EventCatalogue extends WorkspaceEvents {}
}
