import { randomUUID } from 'node:crypto';
import { DomainError } from '../../../src/core/domain/DomainError';
import { PasswordWorkers } from '../../../src/modules/auth/infrastructure/PasswordWorkers';
import { aWorkspaceOf } from '../../support/app/aWorkspaceOf';
import { faceOf } from '../../support/app/faceOf';
import { anEmail, anOwner, aPerson, PASSWORD, type Person } from '../../support/app/people';
import { expectRefusal, type Refusal } from '../../support/app/refusal';
import { storeAs, storedHash } from '../../support/app/storedHash';
import { rowsAdded } from '../../support/app/tableCounts';
import { TestApp } from '../../support/app/TestApp';

let app: TestApp;
let verifications: jest.SpyInstance;
beforeAll(async () => {
  verifications = jest.spyOn(PasswordWorkers.prototype, 'verify');
  app = await TestApp.start();
});
afterAll(async () => {
  verifications.mockRestore();
  await app.stop();
});

const logIn = (email: unknown, password: unknown, more: object = {}) =>
  app.post('/auth/login', { email, password, ...more });
const WRONG = 'not the password';

const wrong = {
  status: 401,
  code: 'INVALID_CREDENTIALS',
  writes: ['audit_log', 'login_throttles'],
} as const;
const suspended = {
  status: 403,
  code: 'WORKSPACE_SUSPENDED',
  writes: ['audit_log', 'login_throttles'],
} as const;
const malformed = { status: 400, code: 'VALIDATION_ERROR' } as const;
const expectRefused = (refusal: Refusal, email: unknown, password: unknown, more: object = {}) =>
  expectRefusal(app, () => logIn(email, password, more), refusal);

describe('a fresh installation', () => {
  it('A14 has no account at all, and no default one signs in', async () => {
    const [users] = await app.sql('SELECT count(*)::int AS count FROM users');
    expect(users).toEqual({ count: 0 });
    for (const [email, password] of [
      ['admin@example.com', 'admin'],
      ['admin@portico.local', 'password'],
      ['root@localhost', 'root'],
    ] as const) {
      await logIn(email, password).expect(401);
    }
  });
});

describe('signing in', () => {
  it('gives what signing up gave, in whatever case and blanks the address comes', async () => {
    const ann = await anOwner(app);

    const answer = await logIn(` ${ann.email.toUpperCase()} `, PASSWORD).expect(200);

    expect(answer.body.data).toEqual({
      user: expect.objectContaining({ id: ann.id, email: ann.email }),
      workspace: expect.objectContaining({ id: ann.workspaceId }),
      role: 'owner',
      accessToken: expect.any(String),
      expiresIn: '15m',
      expiresAt: expect.any(String),
      refreshToken: expect.any(String),
    });
    expect(answer.body.data.refreshToken).not.toBe(ann.refreshToken);
    expect(answer.headers['set-cookie']).toBeUndefined();
  });

  it('writes a session, its token and what happened, and notes when', async () => {
    const ann = await aPerson(app);
    await app.sql('UPDATE users SET last_login_at = NULL WHERE id = $1', [ann.id]);

    const added = await rowsAdded(app, () => logIn(ann.email, PASSWORD).expect(200));

    expect(added).toEqual({ sessions: 1, refresh_tokens: 1, audit_log: 1, login_throttles: 1 });
    const me = await app.get('/users/me', { token: ann.accessToken }).expect(200);
    expect(me.body.data).toMatchObject({ lastLoginAt: expect.any(String), version: 1 });
  });

  it('A1 a wrong password looks and costs the same for a known, an unknown and a deleted address', async () => {
    const [ann, gone] = [await aPerson(app), await aPerson(app)];
    await app.sql('UPDATE users SET deleted_at = now() WHERE id = $1', [gone.id]);
    const attempts = [];
    for (const [email, password] of [
      [ann.email, WRONG],
      [anEmail(), WRONG],
      [gone.email, PASSWORD],
    ] as const) {
      verifications.mockClear();
      const answer = await expectRefused(wrong, email, password);
      attempts.push({ face: faceOf(answer), verifications: verifications.mock.calls.length });
    }

    expect(attempts[0]).toMatchObject({ verifications: 1 });
    expect(attempts.slice(1)).toEqual([attempts[0], attempts[0]]);
    expect(JSON.stringify(attempts[0])).toContain('"www-authenticate","Bearer"');
  });

  it('A18 an inactive or banned account hears of it only with the right password', async () => {
    const ann = await aPerson(app);
    for (const status of ['inactive', 'banned']) {
      await app.sql('UPDATE users SET status = $2 WHERE id = $1', [ann.id, status]);
      await expectRefused(wrong, ann.email, WRONG);
      await expectRefused({ ...suspended, code: 'ACCOUNT_INACTIVE' }, ann.email, PASSWORD);
    }
    await app.sql(`UPDATE users SET status = 'active' WHERE id = $1`, [ann.id]);
    await logIn(ann.email, PASSWORD).expect(200);
  });

  it('an account without a password cannot be signed in to', async () => {
    const ann = await aPerson(app);
    await app.sql('DELETE FROM credentials WHERE user_id = $1', [ann.id]);
    await expectRefused(wrong, ann.email, PASSWORD);
  });

  it('A12 no byte of a password is cut off', async () => {
    const password = 'the same seventy-two bytes '.repeat(3).slice(0, 72);
    const ann = await aPerson(app, { password: `${password}one` });

    await logIn(ann.email, `${password}two`).expect(401);
    await logIn(ann.email, password).expect(401);
    await logIn(ann.email, `${password}one`).expect(200);
  });

  it('A12 64 emoji are a password, each of them counts, and so do composed letters however they are typed', async () => {
    const password = '🦉'.repeat(63);
    const ann = await aPerson(app, { password: `${password}é` });

    await logIn(ann.email, `${password}🐢`).expect(401);
    await logIn(ann.email, `${password}e\u0301`).expect(200);
  });

  it.each([
    ['Origin', 'https://evil.example'],
    ['Sec-Fetch-Site', 'cross-site'],
  ])('A15 a page of a foreign origin signs nobody in: %s', async (name, value) => {
    const ann = await aPerson(app);
    const body = { email: ann.email, password: PASSWORD };
    const answer = await expectRefusal(
      app,
      () => app.post('/auth/login', body, { headers: { [name]: value } }),
      { status: 403, code: 'ORIGIN_REFUSED', writes: ['audit_log'] },
    );
    expect(answer.headers['set-cookie']).toBeUndefined();
  });

  it('A16 cookies planted before are replaced, and stay worthless', async () => {
    const ann = await aPerson(app);
    const Cookie = 'portico_refresh=planted-by-somebody; _csrf=planted';
    const options = { headers: { Cookie, Origin: 'https://app.example.com' } };

    const answer = await app
      .post('/auth/login', { email: ann.email, password: PASSWORD }, options)
      .expect(200);

    const cookies = answer.headers['set-cookie'] as unknown as string[];
    expect(cookies).toEqual([expect.stringMatching(/^portico_refresh=(?!planted)[\w-]{43};/)]);
    expect(answer.body.data.refreshToken).toBeUndefined();
    await app.post('/auth/refresh', {}, options).expect(401);
  });

  it('A19 credentials in the address are not read, and login has one method', async () => {
    const ann = await aPerson(app);
    const query = `/auth/login?email=${ann.email}&password=${encodeURIComponent(PASSWORD)}`;
    await expectRefusal(app, () => app.post(query), malformed);
    const answer = await expectRefusal(app, () => app.get(query), {
      status: 405,
      code: 'METHOD_NOT_ALLOWED',
    });
    expect(answer.headers.allow).toBe('POST, OPTIONS');
  });

  it.each([
    ['an array', ['ann@example.com']],
    ['an object', { $gt: '' }],
    ['a number', 7],
    ['true', true],
    ['null', null],
    ['missing', undefined],
    ['nested', { email: { email: 'ann@example.com' } }],
    ['empty', ''],
    ['with NUL', 'ann@example.com\u0000'],
  ])('A10 e-mail or password %s are refused before any work', async (_what, value) => {
    verifications.mockClear();
    const answer = await expectRefused(malformed, value, value);
    const paths = new Set(answer.body.details.map(({ path }: { path: string }) => path));
    expect(paths).toEqual(new Set(['body.email', 'body.password']));
    expect(verifications).not.toHaveBeenCalled();
  });

  it('A11 what is too long is refused before any work', async () => {
    verifications.mockClear();
    const tooLarge = { status: 413, code: 'BODY_TOO_LARGE' };
    await expectRefused(tooLarge, 'ann@example.com', 'x'.repeat(1_000_000));
    await expectRefused(malformed, `${'a'.repeat(100_000)}@example.com`, PASSWORD);
    await expectRefused(malformed, 'ann@example.com', 'x'.repeat(1_025));
    expect(verifications).not.toHaveBeenCalled();
  });
});

describe('the workspace of a sign-in', () => {
  const entered = async ({ email }: Person, more: object = {}) => {
    const { body } = await logIn(email, PASSWORD, more).expect(200);
    return { id: body.data.workspace?.id, role: body.data.role };
  };

  it('is null for who is in none', async () => {
    expect(await entered(await aPerson(app))).toEqual({ id: undefined, role: null });
  });

  it('is the oldest membership for who used none', async () => {
    const ann = await aPerson(app);
    await aWorkspaceOf(app, ann.id, { joined: '1 day' });
    const oldest = await aWorkspaceOf(app, ann.id, { joined: '3 days', role: 'viewer' });
    await aWorkspaceOf(app, ann.id, { joined: '2 days' });

    expect(await entered(ann)).toEqual({ id: oldest, role: 'viewer' });
  });

  it('is the last used one, however young', async () => {
    const ann = await anOwner(app);
    const used = await aWorkspaceOf(app, ann.id, { role: 'admin' });
    expect(await entered(ann)).toEqual({ id: ann.workspaceId, role: 'owner' });

    expect(await entered(ann, { workspaceId: used })).toEqual({ id: used, role: 'admin' });
    expect(await entered(ann)).toEqual({ id: used, role: 'admin' });
  });

  it('passes over suspended and deleted ones, and inactive memberships', async () => {
    const ann = await anOwner(app);
    await aWorkspaceOf(app, ann.id, { status: 'suspended', lastUsed: '-1 minute' });
    await aWorkspaceOf(app, ann.id, { membership: 'inactive', lastUsed: '-1 minute' });
    const deleted = await aWorkspaceOf(app, ann.id, { lastUsed: '-1 minute' });
    await app.sql('UPDATE workspaces SET deleted_at = now() WHERE id = $1', [deleted]);

    expect(await entered(ann)).toEqual({ id: ann.workspaceId, role: 'owner' });
  });

  it('is null for who has inactive memberships only', async () => {
    const ann = await aPerson(app);
    await aWorkspaceOf(app, ann.id, { membership: 'inactive' });
    expect(await entered(ann)).toEqual({ id: undefined, role: null });
  });

  it('is refused when every one is suspended, once the password was right', async () => {
    const ann = await aPerson(app);
    await aWorkspaceOf(app, ann.id, { status: 'suspended' });
    await aWorkspaceOf(app, ann.id, { status: 'suspended' });

    await logIn(ann.email, WRONG).expect(401);
    await expectRefused(suspended, ann.email, PASSWORD);
  });

  it('can be named, in either case of its letters; a suspended one is refused', async () => {
    const ann = await anOwner(app);
    const wanted = await aWorkspaceOf(app, ann.id, {});
    const shut = await aWorkspaceOf(app, ann.id, { status: 'suspended' });

    expect(await entered(ann, { workspaceId: wanted.toUpperCase() })).toEqual({ id: wanted, role: 'member' });
    await expectRefused(suspended, ann.email, PASSWORD, { workspaceId: shut });
  });

  it('of somebody else is not found, as one that does not exist', async () => {
    const [ann, bob] = [await anOwner(app), await anOwner(app)];
    const notFound = { status: 404, code: 'NOT_FOUND', writes: ['login_throttles'] };
    const foreign = await expectRefused(notFound, ann.email, PASSWORD, { workspaceId: bob.workspaceId });
    const unknown = await expectRefused(notFound, ann.email, PASSWORD, { workspaceId: randomUUID() });
    expect(faceOf(foreign)).toEqual(faceOf(unknown));
    await expectRefused(malformed, ann.email, PASSWORD, { workspaceId: 'mine' });
  });
});

describe('who one is', () => {
  it('depends on the workspace named in X-Workspace-Id, so that two tabs can be in two', async () => {
    const ann = await anOwner(app);
    const other = await aWorkspaceOf(app, ann.id, { role: 'viewer' });
    const meIn = async (headers: Record<string, string>) => {
      const { body } = await app.get('/auth/me', { token: ann.accessToken, headers }).expect(200);
      return body.data;
    };

    const [here, there] = await Promise.all([meIn({}), meIn({ 'X-Workspace-Id': other })]);

    expect(here).toMatchObject({
      user: { id: ann.id },
      workspace: { id: ann.workspaceId, name: 'Acme', version: 1 },
      role: 'owner',
    });
    expect(there).toMatchObject({
      user: { id: ann.id },
      workspace: { id: other, name: 'Beta' },
      role: 'viewer',
      permissions: ['users.read'],
    });
    expect(here.permissions).toContain('workspaces.transfer');
  });

  it('is not told from within a workspace of others', async () => {
    const [ann, bob] = [await anOwner(app), await anOwner(app)];
    const headers = { 'X-Workspace-Id': bob.workspaceId ?? '' };
    await expectRefusal(app, () => app.get('/auth/me', { token: ann.accessToken, headers }), {
      status: 404,
      code: 'NOT_FOUND',
    });
  });
});

describe('a password stored under other settings', () => {
  it.each([
    ['a cheaper bcrypt', { algorithm: 'bcrypt', bcryptRounds: 5 }],
    ['argon2id', { algorithm: 'argon2id', bcryptRounds: 4 }],
  ] as const)('%s is stored anew at the next login, and at no wrong password', async (_what, settings) => {
    const ann = await aPerson(app);
    const old = await storeAs(app, ann, settings);

    await logIn(ann.email, WRONG).expect(401);
    expect(await storedHash(app, ann.id)).toBe(old);
    await logIn(ann.email, PASSWORD).expect(200);
    const fresh = await storedHash(app, ann.id);
    expect(fresh).toMatch(/^\$2b\$04\$/);

    await logIn(ann.email, PASSWORD).expect(200);
    expect(await storedHash(app, ann.id)).toBe(fresh);
  });

  it('stays as it is in a busy moment, and signs in', async () => {
    const ann = await aPerson(app);
    const old = await storeAs(app, ann, { algorithm: 'bcrypt', bcryptRounds: 5 });
    const hash = jest.spyOn(PasswordWorkers.prototype, 'hash');
    hash.mockRejectedValueOnce(new DomainError('unavailable', 'HASHING_BUSY', 'Busy.'));

    await logIn(ann.email, PASSWORD).expect(200);

    expect(await storedHash(app, ann.id)).toBe(old);
    hash.mockRestore();
  });
});
