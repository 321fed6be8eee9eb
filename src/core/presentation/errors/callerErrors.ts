import type { ErrorEntry } from './ErrorEntry';

/** Who calls, what they may, and how often. */
export const callerErrors = {
  TOKEN_MISSING: {
    status: 401,
    cause: 'The route needs an access token or a refresh token and none was sent.',
    cure: 'Sign in, and send `Authorization: Bearer <accessToken>`.',
  },
  TOKEN_INVALID: {
    status: 401,
    ownStatus: 400,
    cause:
      'The access token is not one of this server. With status 400: the mailed token is unknown, used, expired or replaced by a newer one.',
    cure: 'Sign in again; for a mailed token, ask for a new mail.',
  },
  TOKEN_EXPIRED: {
    status: 401,
    cause: 'The access token has run out.',
    cure: 'Refresh it at `POST /auth/refresh-token`.',
  },
  SESSION_ENDED: {
    status: 401,
    cause: 'The session was signed out, revoked or ended with its account.',
    cure: 'Sign in again.',
  },
  INVALID_CREDENTIALS: {
    status: 401,
    cause: 'E-mail and password do not belong together.',
    cure: 'Check both, or reset the password.',
  },
  MFA_REQUIRED: {
    status: 401,
    cause: 'The password is right, and the account has a second factor on.',
    cure: 'Ask for the code of the authenticator app, or a recovery code, and send it as `mfaCode` with the password.',
  },
  MFA_INVALID: {
    status: 401,
    cause: 'The code is wrong, of another time, or was used before. Each code is good for one use.',
    cure: 'Wait for the next code of the app; check the clock of the phone; or use a recovery code.',
  },
  REFRESH_INVALID: {
    status: 401,
    cause: 'The refresh token is unknown or has run out.',
    cure: 'Sign in again.',
  },
  REFRESH_REUSED: {
    status: 401,
    cause: 'A refresh token that had been replaced was used again, as a thief would; the session was ended.',
    cure: 'Sign in again, and change the password if the use was not yours.',
  },
  FORBIDDEN: {
    status: 403,
    cause: 'The account lacks the permission this call needs; `details` names it.',
    cure: 'Ask an admin of the workspace for a role that has it.',
  },
  ACCOUNT_INACTIVE: {
    status: 403,
    cause: 'The account was deactivated or banned.',
    cure: 'Ask the operator to activate it.',
  },
  EMAIL_NOT_VERIFIED: {
    status: 403,
    cause:
      'The call is open to verified accounts only, and this one has not shown that its address is its own.',
    cure: 'Open the link of the verification mail, or ask for another at `POST /auth/resend-verification`.',
  },
  EMAIL_DOMAIN_REFUSED: {
    status: 403,
    cause:
      'The invite link admits addresses of certain domains only, and the address of the account is of another.',
    cure: 'Join with an account whose address is of one of `allowedDomains`; `POST /invitations/preview` tells them.',
  },
  WORKSPACE_SUSPENDED: {
    status: 403,
    cause: 'The workspace is suspended.',
    cure: 'Sign in to another workspace, or ask the operator.',
  },
  MFA_SETUP_REQUIRED: {
    status: 403,
    cause: 'The workspace demands a second factor, and the account has none on.',
    cure: 'Connect an authenticator app at `POST /auth/mfa/totp`, confirm it, and call again; no new sign-in is needed.',
  },
  ORIGIN_REFUSED: {
    status: 403,
    cause: 'A browser sent the call from a page whose origin is not allowed here.',
    cure: 'Add the origin of the front-end to `CORS_ORIGINS`.',
  },
  CSRF_INVALID: {
    status: 403,
    cause: 'The call was authenticated by cookie but its `X-CSRF-Token` is missing or of another session.',
    cure: 'Get a token at `GET /auth/csrf-token` and send it as `X-CSRF-Token`.',
  },
  ACCOUNT_LOCKED: {
    status: 423,
    cause: 'Too many wrong passwords or codes were tried for this e-mail.',
    cure: 'Wait the seconds of `Retry-After`, or reset the password.',
  },
  RATE_LIMITED: {
    status: 429,
    cause: 'Too many requests from this address or account, or too many messages on one socket.',
    cure: 'Wait the seconds of `Retry-After`.',
  },
  SOCKET_LIMIT: {
    status: 429,
    cause: 'The account has 50 sockets on this process, or the address 1,000.',
    cure: 'Close sockets that are not needed; one can hear several workspaces.',
  },
  INVITATION_LIMIT: {
    status: 429,
    cause:
      'Within an hour too many invitations left the workspace, came from the account, or went to the address.',
    cure: 'Wait the seconds of `Retry-After`.',
  },
  EXPORT_LIMIT: {
    status: 429,
    cause: 'Two exports of this log, or by this account, are on their way at once.',
    cure: 'Let one of them end, then wait the seconds of `Retry-After`.',
  },
} as const satisfies Record<string, ErrorEntry>;
