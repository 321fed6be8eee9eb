import { BaseError, ConnectionError, DatabaseError, TimeoutError } from 'sequelize';
import { DomainError } from '../../domain/DomainError';

/**
 * SQLSTATEs of a server that cannot serve now (PostgreSQL, appendix A): connection trouble, shutdown or
 * start-up, too many connections, disk or memory full, cancelled by a timeout, lock not had, read-only.
 */
const UNAVAILABLE = /^(08|57P0|53|57014|55P03|25006|25P03|XX000)/;
const AGAIN = new Set(['40001', '40P01']);
const LOST = /Connection terminated|ECONNRESET|ECONNREFUSED|EPIPE|ETIMEDOUT|timeout expired|not queryable/i;

function sqlState(error: unknown): string {
  const carrier = error as { code?: unknown; parent?: { code?: unknown } } | null;
  const code = carrier?.parent?.code ?? carrier?.code;
  return typeof code === 'string' ? code : '';
}

/** Whether running the whole unit again can succeed: it lost a race, and nothing was written. */
export function lostARace(error: unknown): boolean {
  return AGAIN.has(sqlState(error));
}

/** Whether the server behind this connection takes no writes any more: the connection is to be dropped. */
export function turnedReadOnly(error: unknown): boolean {
  return sqlState(error) === '25006';
}

/** The name of the unique constraint or index a write ran into, or null. */
export function violatedUnique(error: unknown): string | null {
  if (sqlState(error) !== '23505') return null;
  const parent = (error as { parent?: { constraint?: string } }).parent ?? (error as { constraint?: string });
  return parent.constraint ?? null;
}

/** What a caller may hear of a database error: 503 when it is down or slow, the error itself otherwise. */
export function translateDatabaseError(error: unknown): unknown {
  if (error instanceof DomainError) return error;
  const code = sqlState(error);
  const lost =
    error instanceof ConnectionError ||
    error instanceof TimeoutError ||
    (error instanceof Error &&
      !(error instanceof BaseError && !(error instanceof DatabaseError)) &&
      LOST.test(error.message));
  if (lost || UNAVAILABLE.test(code) || AGAIN.has(code)) {
    return new DomainError(
      'unavailable',
      'DATABASE_UNAVAILABLE',
      'The database does not answer; try again shortly.',
      {
        retryAfter: 2,
        cause: error,
      },
    );
  }
  return error;
}
