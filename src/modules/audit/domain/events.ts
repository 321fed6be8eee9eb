export interface AuditEvents {
  'audit:exported': { format: string; filter: readonly string[] };
}

declare module '../../../core/domain/EventCatalogue' {
  interface EventCatalogue extends AuditEvents {}
}
