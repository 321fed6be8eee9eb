import type { ErrorEntry } from './ErrorEntry';

/** What the server cannot do. */
export const serverErrors = {
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
  SOCKETS_BUSY: {
    status: 503,
    cause: 'A socket cannot be brought up to date right now.',
    cure: 'Send `workspace:join` again.',
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
