import { isNativeError } from 'node:util/types';
import { BaseError, ConnectionError, DatabaseError, TimeoutError } from 'sequelize';
import { DomainError } from '../../domain/DomainError';

/**
 * SQLSTATEs of a server that cannot serve now (PostgreSQL, appendix A): connection trouble, shutdown or
 * start-up, too many connections, disk or memory full, cancelled by a timeout, lock not had, read-only. And a statement
 * that is not prepared: what should have prepared it went before it on the same connection, and was cancelled.
 */
const UNAVAILABLE = /^(08|57P0|53|57014|55P03|25006|25P03|26000|XX000)/;
const AGAIN = new Set(['40001', '40P01']);
/** What the network (codes of Node) and the driver (its words) say of a connection that cannot be had or is gone. */
const UNREACHABLE = /^(ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOST|ENET)/;
const LOST = /Connection terminated|timeout expired|read timeout|not queryable/i;

function codeOf(error: unknown): string {
  const carrier = error as { code?: unknown; parent?: { code?: unknown } } | null;
  const code = carrier?.parent?.code ?? carrier?.code;
  return typeof code === 'string' ? code : '';
}

/** Whether running the whole unit again can succeed: it lost a race, and nothing was written. */
export function lostARace(error: unknown): boolean {
  return AGAIN.has(codeOf(error));
}

/** Whether the connection is to be dropped: it is lost, its server ends, or takes no writes any more. */
export function spoilsConnection(error: unknown): boolean {
  return isLost(error) || /^(08|57P0|25006)/.test(codeOf(error));
}

/** The name of the unique constraint or index a write ran into, or null. */
export function violatedUnique(error: unknown): string | null {
  return violatedConstraint(error, '23505');
}

/** The name of the foreign key a write ran into, from either side, or null. */
export function violatedReference(error: unknown): string | null {
  return violatedConstraint(error, '23503');
}

/** What a caller may hear of a database error: 503 when it is down or slow, the error itself otherwise. */
export function translateDatabaseError(error: unknown): unknown {
  if (error instanceof DomainError) return error;
  const code = codeOf(error);
  if (isLost(error) || UNAVAILABLE.test(code) || AGAIN.has(code)) {
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

function isLost(error: unknown): boolean {
  if (error instanceof ConnectionError || error instanceof TimeoutError) return true;
  if (!isNativeError(error) || (error instanceof BaseError && !(error instanceof DatabaseError)))
    return false;
  return UNREACHABLE.test(codeOf(error)) || LOST.test(error.message);
}

function violatedConstraint(error: unknown, code: string): string | null {
  if (codeOf(error) !== code) return null;
  const parent = (error as { parent?: { constraint?: string } }).parent ?? (error as { constraint?: string });
  return parent.constraint ?? null;
}
