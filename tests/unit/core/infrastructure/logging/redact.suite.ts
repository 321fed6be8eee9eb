import { randomBytes } from 'node:crypto';
import { ConnectionRefusedError, DatabaseError, UniqueConstraintError } from 'sequelize';
import { DomainError } from '../../../../../src/core/domain/DomainError';
import { redactInto } from '../../../../../src/core/infrastructure/logging/redact';

const CANARY = 'canary-Tr0ub4dor';

function redacted(fields: object): Record<string, unknown> {
  const line: Record<string, unknown> = {};
  redactInto(line, fields);
  return line;
}

const text = (fields: object): string => JSON.stringify(redacted(fields));

describe('what a log line says of its fields', () => {
  it.each([
    'password',
    'newPassword',
    'currentPassword',
    'token',
    'refreshToken',
    'accessToken',
    'Authorization',
    'cookie',
    'set-cookie',
    'X-CSRF-Token',
    'csrfSecret',
    'pepper',
    'PASSWORD_PEPPER',
    'mfaCode',
    'api_key',
    'apiKey',
    'recoveryCodes',
    'otpauth',
  ])('hides %s at any depth', (name) => {
    const line = redacted({ [name]: CANARY, request: { headers: [{ [name]: [CANARY] }] } });
    expect(line[name]).toBe('[redacted]');
    expect(JSON.stringify(line)).not.toContain(CANARY);
  });

  it('hides a one-use code and keeps the code of an error', () => {
    expect(redacted({ code: '492039' })).toEqual({ code: '[redacted]' });
    expect(redacted({ code: 'EMAIL_TAKEN' })).toEqual({ code: 'EMAIL_TAKEN' });
    expect(redacted({ error: { code: '23505' } })).toEqual({ error: { code: '23505' } });
  });

  it.each([
    ['an access token', `sent eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIx.${CANARY}`, CANARY],
    ['an authorization header', `Bearer ${CANARY}`, CANARY],
    ['a login in an address', `postgres://portico:${CANARY}@db:5432/portico`, CANARY],
    ['an assignment', `PASSWORD=${CANARY} other=1`, CANARY],
    ['a body', `Unexpected end of {"newPassword": "${CANARY}", "x`, CANARY],
    ['a query', `/verify-email?token=${CANARY}&lang=en`, CANARY],
  ])('masks %s inside a text', (_what, value, secret) => {
    expect(text({ value })).not.toContain(secret);
    expect(text({ value })).toContain('[redacted]');
  });

  it('masks every secret this server makes, also where a text is cut', () => {
    const secret = randomBytes(32).toString('base64url');
    for (const before of [0, 10, 980, 999]) {
      const line = text({ value: `${'x '.repeat(before / 2)} ${secret} and more` });
      expect(line).not.toContain(secret.slice(0, 20));
    }
  });

  it('keeps ids, routes and paths readable', () => {
    const fields = {
      userId: '0190f3c2-7f3a-7c3d-9c1e-2f6f4b1d2a3b',
      route: '/workspaces/:workspaceId/members/:userId/roles',
      path: '/api/v1/workspaces/0190f3c2-7f3a-7c3d-9c1e-2f6f4b1d2a3b/members/0190f3c2-7f3a-7c3d-9c1e-2f6f4b1d2a3b',
    };
    expect(redacted(fields)).toEqual(fields);
  });

  it('tells what the database objected to, never with which values', () => {
    const original = Object.assign(new Error('duplicate key value violates "users_email"'), {
      sql: `INSERT INTO users VALUES ('${CANARY}')`,
      parameters: [CANARY],
      code: '23505',
      constraint: 'users_email',
      detail: `Key (email)=(${CANARY}) already exists.`,
    });
    const unique = new UniqueConstraintError({
      parent: original,
      fields: { email: CANARY },
      errors: [{ value: CANARY } as never],
    });
    for (const error of [new DatabaseError(original), unique, original]) {
      const line = redacted({ error });
      expect(line.error).toMatchObject({ code: '23505', constraint: 'users_email' });
      expect(JSON.stringify(line)).not.toContain(CANARY);
    }
  });

  it('follows the causes of an error', () => {
    const refused = new ConnectionRefusedError(
      Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' }),
    );
    const error = new DomainError('unavailable', 'DATABASE_UNAVAILABLE', 'Later.', { cause: refused });
    expect(redacted({ error }).error).toMatchObject({
      code: 'DATABASE_UNAVAILABLE',
      kind: 'unavailable',
      cause: { code: 'ECONNREFUSED' },
      stack: expect.stringContaining('redact.suite'),
    });
  });

  it('tells the parts of an AggregateError', () => {
    const error = new AggregateError([new Error('first'), new Error('second')], 'both');
    expect(redacted({ error }).error).toMatchObject({
      errors: [{ message: 'first' }, { message: 'second' }],
    });
  });

  it('I14 cuts long texts, and bounds depth and size', () => {
    const circular: Record<string, unknown> = { list: Array.from({ length: 100_000 }, (_, at) => at) };
    circular.self = circular;
    const line = text({ bytes: Buffer.alloc(1_000_000), userAgent: 'a b '.repeat(300_000), circular });
    expect(line.length).toBeLessThan(10_000);
    expect(line).toContain('[1000000 bytes]');
    expect(line).toContain('[cut]');
    expect(text({ list: Array(1_000).fill('a b '.repeat(300)) }).length).toBeLessThan(25_000);
  });

  it('bears whatever it is given', () => {
    const hostile = {
      get trap() {
        throw new Error('no');
      },
      big: 10n,
      when: new Date('2026-01-02T03:04:05Z'),
      never: new Date(Number.NaN),
      act: () => 1,
      set: new Set(['a']),
      nothing: null,
    };
    expect(redacted({ hostile })).toEqual({
      hostile: {
        trap: '[unreadable]',
        big: '10',
        when: '2026-01-02T03:04:05.000Z',
        never: 'Invalid Date',
        act: '[function]',
        set: ['a'],
        nothing: null,
      },
    });
  });
});
