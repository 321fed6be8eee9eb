import {
  ConnectionAcquireTimeoutError,
  ConnectionRefusedError,
  DatabaseError,
  TimeoutError,
  UniqueConstraintError,
  ValidationError,
} from 'sequelize';
import { DomainError } from '../../../../../src/core/domain/DomainError';
import {
  lostARace,
  spoilsConnection,
  translateDatabaseError,
  violatedUnique,
} from '../../../../../src/core/infrastructure/database/translateDatabaseError';

/** As Sequelize wraps what the driver threw. */
function wrapped(code: string | undefined, message = 'it failed', more: object = {}): DatabaseError {
  return new DatabaseError(Object.assign(new Error(message), { code, sql: 'SELECT 1', ...more }));
}

/** As the driver throws it. */
function bare(code: string | undefined, message = 'it failed'): Error {
  return Object.assign(new Error(message), { code });
}

const unavailable = [
  ['X5 the server crashed under a statement', wrapped(undefined, 'Connection terminated unexpectedly')],
  ['X5 the server is down', new ConnectionRefusedError(bare('ECONNREFUSED'))],
  ['X5 the server is down, says the driver', bare('ECONNREFUSED', 'connect ECONNREFUSED 127.0.0.1:5432')],
  ['X5 the backend was ended in a transaction', wrapped('57P01')],
  ['X5 the server crashes', wrapped('57P02')],
  ['X5 the server is starting', wrapped('57P03')],
  ['X5 the connection broke', bare('ECONNRESET', 'read ECONNRESET')],
  ['X5 the connection is a closed one', bare('EPIPE', 'write EPIPE')],
  ['X5 the name of the server is not found', bare('ENOTFOUND')],
  ['X5 a connection exception', wrapped('08006')],
  [
    'X5 the driver gave the connection up',
    bare(undefined, 'Client has encountered an error and is not queryable'),
  ],
  ['X6 a statement took too long', wrapped('57014')],
  ['X6 what should have prepared the statement took too long', bare('26000')],
  ['X6 the server stands still', wrapped(undefined, 'Query read timeout')],
  ['X6 connecting took too long', bare(undefined, 'timeout expired')],
  ['X6 a transaction was idle for too long', wrapped('25P03')],
  ['X6 Sequelize gave up', new TimeoutError(bare(undefined) as never)],
  ['X7 the pool is exhausted', new ConnectionAcquireTimeoutError(bare(undefined))],
  ['X7 too many connections', wrapped('53300')],
  ['X8 the server takes no writes', wrapped('25006')],
  ['X9 serialisation failed too often', wrapped('40001')],
  ['X9 there were too many deadlocks', wrapped('40P01')],
  ['X9 a lock was not had in time', wrapped('55P03')],
  ['X22 the disk is full', wrapped('53100')],
  ['X26 memory is exhausted', wrapped('53200')],
] as const;

describe('What a caller may hear of a database error', () => {
  it.each(unavailable)('is 503 with a Retry-After when %s', (_case, error) => {
    const translated = translateDatabaseError(error);
    expect(translated).toBeInstanceOf(DomainError);
    expect(translated).toMatchObject({ kind: 'unavailable', code: 'DATABASE_UNAVAILABLE' });
    expect((translated as DomainError).facts).toMatchObject({ retryAfter: 2, cause: error });
    expect((translated as DomainError).message).not.toContain('it failed');
  });

  it.each([
    ['a value of the wrong form', wrapped('22P02')],
    ['a missing privilege (X35)', wrapped('42501')],
    ['an unknown column', wrapped('42703')],
    ['a broken foreign key', wrapped('23503')],
    ['a validation by Sequelize', new ValidationError('timeout expired', [])],
    ['a mistake of ours', new TypeError('x is not a function')],
    ['something that is no error', 'timeout expired'],
    ['nothing', null],
    ['nothing at all', undefined],
  ])('is nothing it could act on when it was %s', (_case, error) => {
    expect(translateDatabaseError(error)).toBe(error);
  });

  it('is the refusal itself when it was one', () => {
    const refusal = new DomainError('missing', 'NOT_FOUND', 'Connection terminated');
    expect(translateDatabaseError(refusal)).toBe(refusal);
  });
});

describe('A unit of work', () => {
  it.each(['40001', '40P01'])('X9 is run again after %s', (code) => {
    expect([lostARace(wrapped(code)), lostARace(bare(code))]).toEqual([true, true]);
  });

  it.each([wrapped('55P03'), wrapped('23505'), new Error('40001'), null, undefined])(
    'X9 is not run again after %p',
    (error) => {
      expect(lostARace(error)).toBe(false);
    },
  );
});

describe('A connection', () => {
  it.each([
    ['X8 whose server takes no writes', wrapped('25006')],
    ['X5 whose backend was ended', wrapped('57P01')],
    ['X5 that broke', wrapped(undefined, 'Connection terminated unexpectedly')],
    ['X5 that was reset', bare('ECONNRESET')],
  ])('is given up, %s', (_case, error) => {
    expect(spoilsConnection(error)).toBe(true);
  });

  it.each([wrapped('40001'), wrapped('23505'), wrapped('57014'), new TypeError('x'), null])(
    'is kept after %p',
    (error) => {
      expect(spoilsConnection(error)).toBe(false);
    },
  );
});

describe('The unique constraint a write ran into', () => {
  const unique = { code: '23505', constraint: 'users_email_key' };

  it('is told by Sequelize and by the driver', () => {
    const parent = Object.assign(new Error('duplicate key'), { ...unique, sql: '' });
    expect(violatedUnique(new UniqueConstraintError({ parent, fields: {} }))).toBe('users_email_key');
    expect(violatedUnique(wrapped('23505', 'duplicate key', unique))).toBe('users_email_key');
    expect(violatedUnique(Object.assign(new Error('duplicate key'), unique))).toBe('users_email_key');
  });

  it.each([wrapped('23503', 'x', { constraint: 'sessions_user_id_fkey' }), wrapped('23505'), null])(
    'is none after %p',
    (error) => {
      expect(violatedUnique(error)).toBeNull();
    },
  );
});
