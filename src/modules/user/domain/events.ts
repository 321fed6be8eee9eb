export interface UserEvents {
  'user:registered': { email: string };
  'user:profile-changed': { changed: readonly string[] };
  'user:super-admin-made': { email: string };
  'user:super-admin-removed': { email: string };
  'user:email-verified': { email: string };
  'user:status-changed': { status: 'active' | 'inactive' | 'banned' };
  'user:email-change-asked': { email: string };
  'user:email-changed': { email: string };
  'user:deleted': { email: string };
  'user:restored': { email: string };
  'user:data-exported': Record<never, never>;
}

declare module '../../../core/domain/EventCatalogue' {
  interface EventCatalogue extends UserEvents {}
}
