import type { ErrorKind } from '../domain/DomainError';

/** The one place where kinds of refusal become HTTP statuses. Whatever is not in it is a 500. */
export const statusOf: Readonly<Record<ErrorKind, number>> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  missing: 404,
  conflict: 409,
  stale: 412,
  'too-large': 413,
  unsupported: 415,
  unprocessable: 422,
  locked: 423,
  limited: 429,
  unavailable: 503,
};
