export interface WorkspaceEvents {
  'workspace:created': { name: string; slug: string };
  'workspace:member:joined': { userId: string; role: string };
}

declare module '../../../core/domain/EventCatalogue' {
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type
  interface EventCatalogue extends WorkspaceEvents {}
}
