import express from 'express';
import request from 'supertest';
import type { AuditTrail } from '../../../../src/core/application/AuditTrail';
import { DomainError, type ErrorKind } from '../../../../src/core/domain/DomainError';
import { asId } from '../../../../src/core/domain/ids';
import { AsyncRequestContext } from '../../../../src/core/infrastructure/system/AsyncRequestContext';
import { errorHandler } from '../../../../src/core/presentation/errorHandler';
import { RecordingAuditTrail } from '../../../support/fakes/RecordingAuditTrail';
import { RecordingLog } from '../../../support/fakes/RecordingLog';

const userId = asId<'user'>('01890a5d-ac96-774b-bcce-b302099a8057');
const facts = { requestId: 'request-1', ip: null, userAgent: null, userId };

let log: RecordingLog;
let audit: RecordingAuditTrail;

const answerTo = (thrown: unknown, trail: AuditTrail = audit) => {
  const context = new AsyncRequestContext();
  const app = express();
  app.use((_request, response, next) => {
    response.setHeader('X-Request-Id', facts.requestId);
    context.run(facts, next);
  });
  app.get('/books', () => {
    throw thrown;
  });
  app.use(errorHandler({ log, audit: trail, context }));
  return request(app).get('/books');
};

beforeEach(() => {
  log = new RecordingLog();
  audit = new RecordingAuditTrail();
});

describe('What a handler throws', () => {
  it.each<[ErrorKind, number]>([
    ['invalid', 400],
    ['unauthenticated', 401],
    ['forbidden', 403],
    ['missing', 404],
    ['conflict', 409],
    ['stale', 412],
    ['too-large', 413],
    ['unsupported', 415],
    ['unprocessable', 422],
    ['locked', 423],
    ['limited', 429],
    ['unavailable', 503],
  ])('is told as it is when it is a refusal: %s is %i', async (kind, status) => {
    const { body } = await answerTo(new DomainError(kind, 'SOME_CODE', 'In plain words.')).expect(status);
    expect(body).toEqual({
      ...{ success: false, statusCode: status, code: 'SOME_CODE', message: 'In plain words.' },
      ...{ requestId: 'request-1', help: '/api/docs/errors#SOME_CODE' },
    });
  });

  it('names the faults, the missing permission, and when to come again', async () => {
    const details = [{ path: 'body.name', message: 'must be text' }];
    const invalid = await answerTo(new DomainError('invalid', 'X', 'x', { details }));
    expect(invalid.body).toMatchObject({ details });
    const forbidden = await answerTo(new DomainError('forbidden', 'X', 'x', { permission: 'users.read' }));
    expect(forbidden.body).toMatchObject({ details: [{ path: 'permission', message: 'users.read' }] });
    await answerTo(new DomainError('locked', 'X', 'x', { retryAfter: 59.2 })).expect('Retry-After', '60');
    await answerTo(new DomainError('limited', 'X', 'x', { retryAfter: 0 })).expect('Retry-After', '1');
    await answerTo(new DomainError('unauthenticated', 'X', 'x')).expect('WWW-Authenticate', 'Bearer');
  });

  it.each([new TypeError('secret of the table users'), 'a string', 42])(
    'I15 is a 500 that says nothing, and a line that says all, when nobody foresaw it: %p',
    async (thrown) => {
      const { body, text } = await answerTo(thrown).expect(500);
      expect(body).toMatchObject({ code: 'INTERNAL_ERROR', requestId: 'request-1' });
      expect(text).not.toMatch(/secret|TypeError|errorHandler/);
      expect(log.lines).toMatchObject([{ level: 'error', message: 'Request failed', path: '/books' }]);
      expect(audit.entries).toEqual([]);
    },
  );

  it('records who was refused what', async () => {
    await answerTo(new DomainError('forbidden', 'FORBIDDEN', 'x', { permission: 'users.read' }));
    expect(audit.entries).toMatchObject([
      {
        ...{ action: 'access.denied', actorId: userId, subjectId: userId },
        details: { code: 'FORBIDDEN', permission: 'users.read' },
      },
    ]);
  });

  it('X35 refuses also when that cannot be recorded', async () => {
    const broken = { append: () => Promise.reject(new Error('no database')) };
    await answerTo(new DomainError('forbidden', 'FORBIDDEN', 'x'), broken).expect(403);
    expect(log.lines).toMatchObject([{ level: 'error', message: 'A refusal could not be audited' }]);
  });

  it('X5 leaves the cause of an outage in the log', async () => {
    const cause = new Error('connect ECONNREFUSED');
    const { text } = await answerTo(new DomainError('unavailable', 'DOWN', 'Try again.', { cause }));
    expect(text).not.toContain('ECONNREFUSED');
    expect(log.lines).toMatchObject([{ level: 'warn', code: 'DOWN', error: cause }]);
  });

  it('is logged when the answer has begun, and the connection is cut: nobody takes half an answer for a whole', async () => {
    const error = new Error('as the test wants it');
    const app = express();
    app.get('/half', (_request, response) => {
      response.write('half');
      throw error;
    });
    app.use(errorHandler({ log, audit, context: new AsyncRequestContext() }));
    await expect(request(app).get('/half')).rejects.toThrow(/aborted|hang up/);
    expect(log.lines).toEqual([{ level: 'error', message: 'An answer broke off', error, path: '/half' }]);
  });

  it('I7 closes the connection over which too much came', async () => {
    await answerTo(new DomainError('too-large', 'X', 'x')).expect('Connection', 'close');
  });

  it('I4 is 404 when the path itself could not be read', async () => {
    await answerTo(new URIError('malformed')).expect(404);
    expect(log.lines).toEqual([]);
  });
});
