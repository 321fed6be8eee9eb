/** What went wrong, in words that know no protocol; the presentation maps each kind to one status. */
export type ErrorKind =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'missing'
  | 'conflict'
  | 'stale'
  | 'unprocessable'
  | 'too-large'
  | 'unsupported'
  | 'locked'
  | 'limited'
  | 'unavailable';

export interface Fault {
  /** Where in the input: `body.email`, `query.limit`. */
  readonly path: string;
  readonly message: string;
}

export interface ErrorFacts {
  readonly details?: readonly Fault[];
  /** Seconds until trying again can help; sent as `Retry-After`. */
  readonly retryAfter?: number;
  /** The permission that was missing, for a refusal by permission. */
  readonly permission?: string;
  readonly cause?: unknown;
}

/** A refusal the caller can act on. `code` is part of the published contract and never changes. */
export class DomainError extends Error {
  constructor(
    readonly kind: ErrorKind,
    readonly code: string,
    message: string,
    readonly facts: ErrorFacts = {},
  ) {
    super(message, { cause: facts.cause });
    this.name = 'DomainError';
  }
}
