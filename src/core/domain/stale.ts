import { DomainError } from './DomainError';

/** Somebody saved the same thing between its loading and its saving. */
export function versionStale(): DomainError {
  return new DomainError(
    'conflict',
    'VERSION_STALE',
    'Somebody else changed it at the same moment; read it again.',
  );
}

/** The version, or one of several, that a caller counts on; null when any will do. */
export type ExpectedVersion = number | readonly number[] | null;

/** @throws DomainError PRECONDITION_FAILED when the caller counts on another version than the current one (RFC 9110, 13.1.1). */
export function demandVersion(current: number, expected: ExpectedVersion): void {
  if (expected === null || [expected].flat().includes(current)) return;
  throw new DomainError('stale', 'PRECONDITION_FAILED', 'The version in If-Match is not the current one.');
}
