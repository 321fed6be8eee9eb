import { DomainError } from '../../../core/domain/DomainError';

export const invalidCredentials = () =>
  new DomainError('unauthenticated', 'INVALID_CREDENTIALS', 'E-mail or password is wrong.');

export const accountInactive = () =>
  new DomainError('forbidden', 'ACCOUNT_INACTIVE', 'This account is not active.');

export const accountLocked = (retryAfter: number) =>
  new DomainError(
    'locked',
    'ACCOUNT_LOCKED',
    'Too many wrong passwords or codes; wait, or reset the password.',
    {
      retryAfter,
    },
  );

export const sessionEnded = () =>
  new DomainError('unauthenticated', 'SESSION_ENDED', 'This session has ended; sign in again.');

export const accessTokenInvalid = () =>
  new DomainError('unauthenticated', 'TOKEN_INVALID', 'The access token is not valid.');

export const accessTokenExpired = () =>
  new DomainError('unauthenticated', 'TOKEN_EXPIRED', 'The access token has expired.');

export const refreshInvalid = () =>
  new DomainError('unauthenticated', 'REFRESH_INVALID', 'The refresh token is not valid; sign in again.');

export const refreshReused = () =>
  new DomainError(
    'unauthenticated',
    'REFRESH_REUSED',
    'The refresh token was used before; the session was ended.',
  );

/** Unknown, used, expired, replaced, of another purpose: one answer for all. */
export const mailedTokenInvalid = () =>
  new DomainError('invalid', 'TOKEN_INVALID', 'This link is not valid any more; ask for a new mail.');

/** Only once the password was right. */
export const mfaRequired = () =>
  new DomainError('unauthenticated', 'MFA_REQUIRED', 'Send the code of your authenticator app as well.');

/** Wrong, too old, or used before: one answer for all. */
export const mfaInvalid = () =>
  new DomainError('unauthenticated', 'MFA_INVALID', 'The code is wrong, or was used before.');

export const mfaEnabled = () =>
  new DomainError('conflict', 'MFA_ENABLED', 'A second factor is on already; turn it off first.');

export const mfaNotStarted = () =>
  new DomainError('conflict', 'MFA_NOT_STARTED', 'There is nothing to confirm; start again.');

export const mfaNotEnabled = () => new DomainError('conflict', 'MFA_NOT_ENABLED', 'No second factor is on.');

export const accountMissing = () => new DomainError('missing', 'NOT_FOUND', 'There is nothing here.');

export const ownMfa = () =>
  new DomainError('forbidden', 'FORBIDDEN', 'This is your own account; use /auth/mfa/totp.');
