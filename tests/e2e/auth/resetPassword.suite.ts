import { issuePasswordReset } from '../../../src/modules/auth/application/jobKinds';
import { faceOf } from '../../support/app/faceOf';
import { anEmail, anOwner, aPerson, mailedToken, PASSWORD, signIn } from '../../support/app/people';
import { rawRequest } from '../../support/app/rawRequest';
import { expectRefusal } from '../../support/app/refusal';
import { isStored, storedHash } from '../../support/app/storedHash';
import { rowsAdded } from '../../support/app/tableCounts';
import { tablesHolding } from '../../support/app/tablesHolding';
import { FRONTEND, TestApp, type CallOptions } from '../../support/app/TestApp';

let app: TestApp;
beforeAll(async () => {
  app = await TestApp.start();
});
afterAll(() => app.stop());

const NEW = 'another fine passphrase';
const PAGE = '/reset-password';
const MALFORMED = { status: 400, code: 'VALIDATION_ERROR' } as const;
const DEAD = { status: 400, code: 'TOKEN_INVALID' } as const;

const forgot = (email: string, options?: CallOptions) =>
  app.post('/auth/forgot-password', { email }, options);
const reset = (token: unknown, newPassword: unknown = NEW) =>
  app.post('/auth/reset-password', { token, newPassword });
const expectDead = (token: string) => expectRefusal(app, () => reset(token), DEAD);

async function forgotten(email: string): Promise<string> {
  await forgot(email).expect(200);
  return mailedToken(app, email, PAGE);
}

const mailsTo = (email: string, subject: string) =>
  app.mails.mails.filter((mail) => mail.envelope.to.includes(email) && mail.subject === subject);

describe('a forgotten password', () => {
  it('C1 is answered the same, by the same work, for known, unknown, inactive and deleted accounts', async () => {
    const [ann, bob, eve] = [await aPerson(app), await aPerson(app), await aPerson(app)];
    await app.sql(`UPDATE users SET status = 'inactive' WHERE id = $1`, [bob.id]);
    await app.sql('UPDATE users SET deleted_at = now() WHERE id = $1', [eve.id]);
    await app.drain();
    const faces = [];
    for (const email of [ann.email, anEmail(), bob.email, eve.email]) {
      const before = await app.sql('SELECT id FROM jobs WHERE kind = $1', [issuePasswordReset]);
      faces.push(faceOf(await forgot(email).expect(200)));
      expect(await app.sql('SELECT id FROM jobs WHERE kind = $1', [issuePasswordReset])).toHaveLength(
        before.length + 1,
      );
      await app.drain();
    }

    expect(new Set(faces.map((face) => JSON.stringify(face))).size).toBe(1);
    expect(faces[0]?.body).toContain('"data":{"ok":true}');
    const asked = mailsTo(ann.email, 'Reset your password');
    expect(asked).toHaveLength(1);
    expect(app.mails.mails.filter(({ subject }) => subject === 'Reset your password')).toEqual(asked);
  });

  it.each([
    ['Host', 'evil.example'],
    ['X-Forwarded-Host', 'evil.example'],
    ['X-Forwarded-Proto', 'ftp'],
    ['X-Forwarded-For', '6.6.6.6'],
    ['Forwarded', 'host=evil.example;proto=http'],
    ['Referer', 'https://evil.example/'],
    ['X-Original-URL', 'https://evil.example/'],
  ])('C2 is mailed a link of the configured front-end, whatever %s says', async (name, value) => {
    const { email } = await aPerson(app);
    await forgot(email, { headers: { [name]: value } }).expect(200);
    const token = await mailedToken(app, email, PAGE);

    const [mail] = mailsTo(email, 'Reset your password');
    expect(mail?.links).toEqual([`${FRONTEND}${PAGE}?token=${token}`]);
    expect(mail?.raw).not.toMatch(/evil|6\.6\.6\.6/);
  });

  it('C2 is mailed a link of the configured front-end, also for an absolute address of another host', async () => {
    const { email } = await aPerson(app);
    const body = JSON.stringify({ email });
    const answer = await rawRequest(
      app,
      [
        'POST http://evil.example/api/v1/auth/forgot-password HTTP/1.1',
        'Host: evil.example',
        'Content-Type: application/json',
      ],
      body,
    );

    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
    const token = await mailedToken(app, email, PAGE);
    expect(mailsTo(email, 'Reset your password')[0]?.links).toEqual([`${FRONTEND}${PAGE}?token=${token}`]);
  });

  it('C2 is not heard from two hosts at once, nor from a foreign page', async () => {
    const { email } = await aPerson(app);
    const added = await rowsAdded(app, async () => {
      const answer = await rawRequest(
        app,
        [
          'POST /api/v1/auth/forgot-password HTTP/1.1',
          `Host: ${new URL(app.url).host}`,
          'Host: evil.example',
          'Content-Type: application/json',
        ],
        JSON.stringify({ email }),
      );
      expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    });
    expect(added).toEqual({});
    await expectRefusal(app, () => forgot(email, { headers: { Origin: 'https://evil.example' } }), {
      status: 403,
      code: 'ORIGIN_REFUSED',
      writes: ['audit_log'],
    });
  });

  it('C3 brings three mails an hour, however often and at once it is asked', async () => {
    const { email } = await aPerson(app);
    const answers = await Promise.all(Array.from({ length: 30 }, () => forgot(email)));
    await app.drain();

    expect(new Set(answers.map((answer) => JSON.stringify(faceOf(answer)))).size).toBe(1);
    expect(mailsTo(email, 'Reset your password')).toHaveLength(3);
    const [open] = await app.sql(
      `SELECT count(*)::int AS count FROM one_time_tokens
       WHERE email = $1 AND purpose = 'reset-password' AND consumed_at IS NULL`,
      [email],
    );
    expect(open).toEqual({ count: 1 });

    await app.sql(`UPDATE one_time_tokens SET created_at = created_at - interval '1 hour' WHERE email = $1`, [
      email,
    ]);
    await forgotten(email);
    expect(mailsTo(email, 'Reset your password')).toHaveLength(4);
  });

  it.each([
    ['missing', {}],
    ['null', { email: null }],
    ['two', { email: ['a@example.com', 'b@example.com'] }],
    ['no address', { email: 'ann' }],
    ['with more', { email: 'ann@example.com', redirectTo: 'https://evil.example' }],
  ])('refuses an address that is %s', async (_what, body) => {
    await expectRefusal(app, () => app.post('/auth/forgot-password', body), MALFORMED);
  });
});

describe('resetting the password', () => {
  it('C6 changes it, ends every session, verifies the address, tells the owner, and signs nobody in', async () => {
    const ann = await anOwner(app);
    const elsewhere = await signIn(app, ann);
    const token = await forgotten(ann.email);

    const answer = await reset(token).expect(200);

    expect(answer.body.data).toEqual({ ok: true });
    expect(answer.headers['set-cookie']).toBeUndefined();
    for (const { accessToken, refreshToken } of [ann, elsewhere]) {
      const me = await app.get('/users/me', { token: accessToken }).expect(401);
      expect(me.body.code).toBe('SESSION_ENDED');
      await app.post('/auth/refresh', { refreshToken }).expect(401);
    }
    await app.post('/auth/login', { email: ann.email, password: PASSWORD }).expect(401);
    const again = await signIn(app, { email: ann.email, password: NEW });
    const me = await app.get('/users/me', { token: again.accessToken }).expect(200);
    expect(me.body.data.emailVerified).toBe(true);
    await app.drain();
    expect(mailsTo(ann.email, 'Your password was changed')).toHaveLength(1);
  });

  it('C7 works with the newest token only', async () => {
    const { id, email } = await aPerson(app);
    const [older, newer] = [await forgotten(email), await forgotten(email)];

    await expectDead(older);
    await reset(newer).expect(200);
    expect(await isStored(app, id, NEW)).toBe(true);
  });

  it('C7 works no more once the password was changed', async () => {
    const ann = await aPerson(app);
    const token = await forgotten(ann.email);
    await app
      .post(
        '/auth/change-password',
        { currentPassword: PASSWORD, newPassword: 'a third passphrase' },
        { token: ann.accessToken },
      )
      .expect(200);

    await expectDead(token);
  });

  it('C7 works no more once the account has another address', async () => {
    const ann = await aPerson(app);
    const token = await forgotten(ann.email);
    await app.sql('UPDATE users SET email = $2 WHERE id = $1', [ann.id, anEmail()]);

    await expectDead(token);
  });

  it('C5 refuses every dead token in the same way', async () => {
    const [ann, bob] = [await aPerson(app), await aPerson(app)];
    const used = await forgotten(ann.email);
    await reset(used).expect(200);
    const verification = await mailedToken(app, bob.email, '/verify-email');
    const good = await forgotten(bob.email);
    const flipped = (good.startsWith('A') ? 'B' : 'A') + good.slice(1);
    const { email } = await aPerson(app);
    const expired = await forgotten(email);
    await app.sql('UPDATE one_time_tokens SET expires_at = now() WHERE email = $1', [email]);
    const faces = [];
    for (const token of [used, verification, flipped, good.slice(0, -1), `${good}A`, expired, 'null']) {
      faces.push(JSON.stringify(faceOf(await expectDead(token))));
    }

    expect(new Set(faces).size).toBe(1);
    await reset(good).expect(200);
  });

  it.each([
    ['null', null],
    ['an empty array', []],
    ['an array', ['a', 'b']],
    ['an object', {}],
    ['empty', ''],
    ['a number', 1],
    ['with a blank', 'a b'],
    ['of 513 characters', 'a'.repeat(513)],
  ])('B10 refuses a token that is %s', async (_what, token) => {
    const answer = await expectRefusal(app, () => reset(token), MALFORMED);
    expect(answer.body.details).toEqual([{ path: 'body.token', message: expect.any(String) }]);
  });

  it('B10 refuses a token of a megabyte', async () => {
    await expectRefusal(app, () => reset('a'.repeat(1_000_000)), { status: 413, code: 'BODY_TOO_LARGE' });
  });

  it('C8 takes no token from what the database holds', async () => {
    const { email } = await aPerson(app);
    const token = await forgotten(email);
    expect(token).toMatch(/^[\w-]{43}$/);
    expect(await tablesHolding(app, token)).toEqual([]);
    const [row] = await app.sql<{ hash: Buffer }>(
      `SELECT hash FROM one_time_tokens WHERE email = $1 AND purpose = 'reset-password'`,
      [email],
    );

    await expectDead(row?.hash.toString('base64url') ?? '');
    await expectDead(row?.hash.toString('hex') ?? '');
    await reset(token).expect(200);
    expect(await tablesHolding(app, NEW)).toEqual([]);
  });

  it('B8 says why it refuses a password, and leaves the token good', async () => {
    const { id, email } = await aPerson(app);
    const token = await forgotten(email);
    const before = await storedHash(app, id);

    for (const [password, reason] of [
      ['short', 'at least 8'],
      ['password123', 'most used'],
      [email, 'e-mail address'],
    ] as const) {
      const answer = await reset(token, password).expect(400);
      expect(answer.body).toMatchObject({
        code: 'VALIDATION_ERROR',
        details: [{ path: 'body.newPassword', message: expect.stringContaining(reason) }],
      });
    }

    expect(await storedHash(app, id)).toBe(before);
    await reset(token).expect(200);
  });

  it.each([
    ['put', '/users/me/password'],
    ['post', '/auth/set-password'],
    ['post', '/users/01890000-0000-7000-8000-000000000000/reset-password'],
  ] as const)('C11 has no other way in: %s %s', async (method, path) => {
    const { accessToken: token } = await anOwner(app);
    await expectRefusal(app, () => app.call(method, path, { password: NEW }, { token }), {
      status: 404,
      code: 'NOT_FOUND',
    });
  });
});
