export interface UserEvents {
  'user:registered': { email: string };
  'user:profile-changed': { changed: readonly string[] };
  'user:super-admin-made': { email: string };
  'user:email-verified': { email: string };
}

declare module '../../../core/domain/EventCatalogue' {
  interface EventCatalogue extends UserEvents {}
}
