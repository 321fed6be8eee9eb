export interface UserEvents {
  'user:registered': { email: string };
  'user:profile-changed': { changed: readonly string[] };
  'user:email-verified': { email: string };
}

declare module '../../../core/domain/EventCatalogue' {
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type
  interface EventCatalogue extends UserEvents {}
}
