interface TokenMail {
  readonly firstName: string;
  readonly token: string;
}

interface AuthMails {
  'auth.verify-email': TokenMail;
  'auth.reset-password': TokenMail;
  'auth.change-email': TokenMail;
  'auth.set-password': TokenMail;
  'auth.password-changed': { readonly at: string };
  'auth.email-taken': Record<never, never>;
  'auth.session-stolen': { readonly at: string };
  'auth.mfa-enabled': { readonly at: string };
  'auth.mfa-disabled': { readonly at: string };
  'auth.recovery-codes-renewed': { readonly at: string };
  'auth.recovery-code-used': { readonly at: string; readonly left: number };
}

declare module '../../../core/application/MailCatalogue' {
  interface MailCatalogue extends AuthMails {}
}
