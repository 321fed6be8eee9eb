export interface AuthEvents {
  'auth:signed-in': { sessionId: string };
  'auth:sign-in-failed': { email: string; reason: 'password' | 'code' | 'inactive' };
  'auth:locked': { email: string; seconds: number };
  'auth:signed-out': { sessionId: string };
  'auth:sessions-revoked': { sessionIds: readonly string[]; reason: string };
  'auth:refresh-reused': { sessionId: string };
  'auth:password-reset-requested': { email: string };
  'auth:password-reset': { email: string };
  'auth:password-changed': { email: string };
  'auth:mfa-enabled': { email: string };
  'auth:mfa-disabled': { email: string };
  'auth:recovery-codes-renewed': { email: string };
  'auth:recovery-code-used': { email: string; left: number };
  'auth:account-taken-over': { email: string };
}

declare module '../../../core/domain/EventCatalogue' {
  interface EventCatalogue extends AuthEvents {}
}
