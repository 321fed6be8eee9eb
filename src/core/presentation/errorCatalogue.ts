export interface ErrorEntry {
  readonly status: number;
  /** The status when an endpoint itself refuses with this code, where that differs. */
  readonly ownStatus?: number;
  readonly cause: string;
  readonly cure: string;
}

/**
 * Every code a client can meet, with its cause and cure: `GET /api/docs/errors` and `docs/api/errors.md` are
 * made from it, and a test holds the two against the codes thrown in the source.
 */
export const errorCatalogue = {
  VALIDATION_ERROR: {
    status: 400,
    cause: 'A field of the body or the query is missing, unknown or malformed; `details` lists every one.',
    cure: 'Mend the fields named in `details` and send the request again.',
  },
  MALFORMED_JSON: {
    status: 400,
    cause: 'The body is not JSON in UTF-8.',
    cure: 'Send a JSON object, encoded in UTF-8.',
  },
  MALFORMED_MULTIPART: {
    status: 400,
    cause: 'The body is not multipart/form-data, or it breaks off before its end.',
    cure: 'Let the HTTP client build the body, its boundary and its Content-Type.',
  },
  MALFORMED_REQUEST: {
    status: 400,
    cause: 'What came over the connection is not HTTP/1.1.',
    cure: 'Use an HTTP client; if you do, look for a proxy that changes requests.',
  },
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
  NOT_FOUND: {
    status: 404,
    cause: 'There is no such route or resource, or the caller has no part in it.',
    cure: 'Check the address, and the workspace the call is made in.',
  },
  METHOD_NOT_ALLOWED: {
    status: 405,
    cause: 'The resource exists but does not answer to this method; `Allow` lists those it does.',
    cure: 'Use one of the methods in `Allow`.',
  },
  REQUEST_TIMEOUT: {
    status: 408,
    cause: 'The headers took longer than 10 seconds, or the whole request longer than 30.',
    cure: 'Send the request again over a faster connection.',
  },
  EMAIL_TAKEN: {
    status: 409,
    cause: 'An account with this e-mail exists.',
    cure: 'Sign in, or reset the password.',
  },
  SLUG_TAKEN: {
    status: 409,
    cause: 'Another workspace has the slug that was asked for.',
    cure: 'Ask for another slug; without one, a free slug is made from the name.',
  },
  SEAT_LIMIT: {
    status: 409,
    cause: 'Every seat of the workspace is taken.',
    cure: 'Remove a member, or ask the operator for more seats.',
  },
  TRANSFER_IMPOSSIBLE: {
    status: 409,
    cause: 'The ownership was offered to somebody who is an owner already, or who is not active.',
    cure: 'Offer it to another member, or activate this one first.',
  },
  LAST_OWNER: {
    status: 409,
    cause: 'The change would leave the workspace without an active owner.',
    cure: 'Make somebody else an owner first, or delete the workspace.',
  },
  ALREADY_MEMBER: {
    status: 409,
    cause: 'The invited person is a member of the workspace.',
    cure: 'Change their role or status instead.',
  },
  INVITATION_PENDING: {
    status: 409,
    cause: 'The address has an open invitation to this workspace.',
    cure: 'Send that one again, or revoke it first.',
  },
  INVITATION_CLOSED: {
    status: 409,
    cause: 'The invitation was accepted, declined, revoked or replaced meanwhile.',
    cure: 'Read the list of invitations again; invite anew if need be.',
  },
  ROLE_NAME_TAKEN: {
    status: 409,
    cause: 'The workspace has a role of this name; upper and lower case make no difference.',
    cure: 'Choose another name, or change the role that has it.',
  },
  ROLE_LIMIT: {
    status: 409,
    cause: 'The workspace has as many roles of its own as it may have.',
    cure: 'Delete a role that nobody needs.',
  },
  ROLE_IN_USE: {
    status: 409,
    cause: 'Members of the workspace have the role.',
    cure: 'Take the role from them first.',
  },
  ROLE_BUILT_IN: {
    status: 409,
    cause: 'The role is a built-in one, which is the same in every workspace.',
    cure: 'Make a role of your own with the permissions that are needed.',
  },
  INVITE_LINK_LIMIT: {
    status: 409,
    cause: 'A hundred invite links of the workspace are open.',
    cure: 'Revoke one that is not needed any more.',
  },
  IDEMPOTENCY_KEY_IN_USE: {
    status: 409,
    cause: 'The first call with this `Idempotency-Key` is still under way.',
    cure: 'Wait the seconds of `Retry-After` and send the same call again; it answers what the first one did.',
  },
  VERSION_STALE: {
    status: 409,
    cause: 'Somebody else changed the resource at the same moment.',
    cure: 'Read it again and repeat the change.',
  },
  PRECONDITION_FAILED: {
    status: 412,
    cause: 'The version in `If-Match` is no longer the current one.',
    cure: 'Read the resource again and repeat the change with its new ETag.',
  },
  WORKSPACE_CONFLICT: {
    status: 400,
    cause: 'The path and `X-Workspace-Id` name different workspaces.',
    cure: 'Send one of them, or the same in both.',
  },
  BODY_TOO_LARGE: {
    status: 413,
    cause: 'The body is larger than 100 kB, or the file than the 5 MB of an upload.',
    cure: 'Send less; make an image smaller first.',
  },
  UNSUPPORTED_MEDIA_TYPE: {
    status: 415,
    cause:
      'The body is not `application/json` in UTF-8, or for an upload not `multipart/form-data`, or its encoding is unknown.',
    cure: 'Send the `Content-Type` that the description of the call names.',
  },
  UNSUPPORTED_IMAGE: {
    status: 415,
    cause: 'The file is not a PNG, JPEG, WebP, GIF or AVIF image, by its bytes. SVG is not taken.',
    cure: 'Convert it, and send the converted file.',
  },
  IMAGE_TOO_LARGE: {
    status: 422,
    cause:
      'The image has more pixels than are read: 25 million as JPEG or WebP, 16 as PNG or GIF, 8 as AVIF.',
    cure: 'Make it smaller; 256 × 256 pixels are enough.',
  },
  IMAGE_UNREADABLE: {
    status: 422,
    cause: 'The image is damaged or not complete.',
    cure: 'Open it in a program that shows it, save it anew, and send that.',
  },
  IDEMPOTENCY_KEY_REUSED: {
    status: 422,
    cause: 'A call with this `Idempotency-Key` but with another body took effect in the last 24 hours.',
    cure: 'Use a new key for a new call, and the same body for a repeated one.',
  },
  ACCOUNT_LOCKED: {
    status: 423,
    cause: 'Too many wrong passwords were tried for this e-mail.',
    cure: 'Wait the seconds of `Retry-After`, or reset the password.',
  },
  RATE_LIMITED: {
    status: 429,
    cause: 'Too many requests from this address or account.',
    cure: 'Wait the seconds of `Retry-After`.',
  },
  INVITATION_LIMIT: {
    status: 429,
    cause:
      'Within an hour too many invitations left the workspace, came from the account, or went to the address.',
    cure: 'Wait the seconds of `Retry-After`.',
  },
  EXPORT_LIMIT: {
    status: 429,
    cause: 'Two exports of this log, or eight of the server, are on their way at once.',
    cure: 'Let one of them end, then wait the seconds of `Retry-After`.',
  },
  HEADERS_TOO_LARGE: {
    status: 431,
    cause: 'The headers are larger than 16 kB in all.',
    cure: 'Send fewer or shorter headers; look at the cookies.',
  },
  INTERNAL_ERROR: {
    status: 500,
    cause: 'The server failed in a way it did not foresee; nothing was written.',
    cure: 'Report the `requestId` to the operator: the log has the rest.',
  },
  HASHING_BUSY: {
    status: 503,
    cause: 'More passwords are being checked than the processors can bear.',
    cure: 'Try again after the seconds of `Retry-After`.',
  },
  UPLOADS_BUSY: {
    status: 503,
    cause:
      'More files are on their way to this process, or two more from this account, than it holds at once.',
    cure: 'Try again after the seconds of `Retry-After`.',
  },
  STORAGE_UNAVAILABLE: {
    status: 503,
    cause: 'The place where pictures are kept does not answer, is full or may not be written.',
    cure: 'Try again after the seconds of `Retry-After`; the operator finds the reason in the log.',
  },
  DATABASE_UNAVAILABLE: {
    status: 503,
    cause: 'The database is down, starting or too slow.',
    cure: 'Try again after the seconds of `Retry-After`; the server heals by itself.',
  },
  NOT_READY: {
    status: 503,
    cause: 'A part the server needs, named in `details`, does not answer; only `GET /health/ready` says so.',
    cure: 'Send traffic to another process, and look at the part that is named.',
  },
  SHUTTING_DOWN: {
    status: 503,
    cause: 'This process is about to end.',
    cure: 'Try again; another process or the restarted one will answer.',
  },
} as const satisfies Record<string, ErrorEntry>;

export type ErrorCode = keyof typeof errorCatalogue;
