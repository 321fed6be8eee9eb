import { randomUUID } from 'node:crypto';
import { SystemClock } from '../../../src/core/infrastructure/system/SystemClock';
import type { AccessTokenFacts } from '../../../src/modules/auth/application/AccessTokens';
import { JwtAccessTokens } from '../../../src/modules/auth/infrastructure/JwtAccessTokens';
import { claimsOf, forge } from '../../support/app/forgedToken';
import { anOwner, aPerson, mailedToken, signIn, type Person } from '../../support/app/people';
import { expectRefusal } from '../../support/app/refusal';
import { TestApp } from '../../support/app/TestApp';
import { expectSoon } from '../../support/expectSoon';

const FORMER_SECRET = 'Kd7wq2Zt9Lx4Vb8Nm1Rf6Hs3Pc5Gj0Ya';

let app: TestApp;
let ann: Person;
beforeAll(async () => {
  app = await TestApp.start({ JWT_SECRET_FORMER: FORMER_SECRET });
  ann = await anOwner(app);
});
afterAll(() => app.stop());

const SECOND = 1_000;
const now = () => Math.floor(Date.now() / SECOND);
const claims = () => claimsOf(ann.accessToken);
const expectRefused = (authorization: string, code = 'TOKEN_INVALID') =>
  app.get('/auth/me', { headers: { Authorization: authorization } }).expect(401, new RegExp(`"${code}"`));
const expectEnded = (token: string) => app.get('/auth/me', { token }).expect(401, /SESSION_ENDED/);

describe('an access token', () => {
  it('is what the forgeries below start from: signed and claimed right, it opens the door', async () => {
    await app.get('/auth/me', { token: forge(app, { claims: claims() }) }).expect(200);
  });

  it.each(['none', 'None', 'nOnE', '', 256, null, ['HS256'], undefined])(
    'D1 of alg %p is refused',
    async (alg) => {
      const forged = forge(app, { header: { alg, typ: 'JWT' }, claims: claims() });
      await expectRefused(`Bearer ${forged}`);
      await expectRefused(`Bearer ${forged.slice(0, forged.lastIndexOf('.') + 1)}`);
    },
  );

  it.each([
    ['HS384', 'sha384'],
    ['HS512', 'sha512'],
    ['RS256', 'sha256'],
  ] as const)('D2 signed by %s with the right secret is refused', async (alg, hash) => {
    await expectRefused(`Bearer ${forge(app, { header: { alg, typ: 'JWT' }, claims: claims(), hash })}`);
  });

  it('D2 signed with another secret of this server is refused', async () => {
    const { refreshSecret, csrfSecret } = app.config.tokens;
    for (const secret of [refreshSecret, csrfSecret, 'secret'])
      await expectRefused(`Bearer ${forge(app, { claims: claims(), secret })}`);
  });

  it('D12 of the former secret holds; of the one before, or of a key that nobody knows, it does not', async () => {
    const signedWith = (secret: string) => {
      const { userId, sid, email, workspaceId, role } = claims() as unknown as AccessTokenFacts;
      const tokens = new JwtAccessTokens({ secret, ttl: '15m', ttlSeconds: 900 }, new SystemClock());
      return tokens.issue({ userId, sid, email, workspaceId, role }).accessToken;
    };
    await app.get('/auth/me', { token: signedWith(FORMER_SECRET) }).expect(200);
    await expectRefused(`Bearer ${signedWith(FORMER_SECRET.toLowerCase())}`);
    for (const kid of ['unknown', '../../etc/passwd', '__proto__', ['a'], 1])
      await expectRefused(
        `Bearer ${forge(app, { header: { alg: 'HS256', typ: 'JWT', kid }, claims: claims() })}`,
      );
  });

  it('D4 that was altered, cut, doubled or wrapped is refused', async () => {
    const [header, payload, signature] = ann.accessToken.split('.') as [string, string, string];
    const richer = Buffer.from(JSON.stringify({ ...claims(), role: 'super_admin' })).toString('base64url');
    const flipped = (signature.startsWith('A') ? 'B' : 'A') + signature.slice(1);
    const altered = [
      'x'.repeat(10_000),
      `${header}.${payload}.`,
      `${header}.${payload}`,
      `${header}.${payload}.${signature.slice(0, -2)}`,
      `${header}.${payload}.${flipped}`,
      `${header}.${richer}.${signature}`,
      `${header}..${payload}.${signature}`,
      `${header}.${payload}.${signature}.${signature}`,
      `${header}.${payload}.${signature}=`,
      `${header}. ${payload}.${signature}`,
      `${ann.accessToken},${ann.accessToken}`,
      `${ann.accessToken}, Bearer ${ann.accessToken}`,
      `"${ann.accessToken}"`,
      '..',
      '',
    ];
    for (const token of altered) await expectRefused(`Bearer ${token}`);
    await expectRefused(`Basic ${ann.accessToken}`);
    await expectRefused(ann.accessToken);
  });

  it('D5 that has run out is refused as expired', async () => {
    const past = { ...claims(), iat: now() - 1_000, exp: now() - 1 };
    await expectRefused(`Bearer ${forge(app, { claims: past })}`, 'TOKEN_EXPIRED');
  });

  it.each([
    ['exp missing', { exp: undefined }],
    ['exp a string', { exp: '9999999999' }],
    ['exp null', { exp: null }],
    ['exp 1e308', { exp: 1e308 }],
    ['exp an array', { exp: [9999999999] }],
    ['iat in the future', { iat: now() + 3_600 }],
    ['iat missing', { iat: undefined }],
    ['iat a string', { iat: 'now' }],
    ['nbf in the future', { nbf: now() + 3_600 }],
    ['nbf a string', { nbf: 'now' }],
  ])('D5 with %s is refused', async (_what, wrong) => {
    await expectRefused(`Bearer ${forge(app, { claims: { ...claims(), ...wrong } })}`);
  });

  it.each([
    ['aud', { aud: 'somebody-else' }],
    ['no aud', { aud: undefined }],
    ['iss', { iss: 'somebody-else' }],
    ['no iss', { iss: undefined }],
    ['sub', { sub: 'ann' }],
    ['sid', { sid: undefined }],
    ['sid that is no string', { sid: [claimsOf] }],
  ])('D6 with another %s is refused', async (_what, wrong) => {
    await expectRefused(`Bearer ${forge(app, { claims: { ...claims(), ...wrong } })}`);
  });

  it('D6 of another type is refused', async () => {
    for (const typ of ['at+jwt', 'CSRF', undefined])
      await expectRefused(`Bearer ${forge(app, { header: { alg: 'HS256', typ }, claims: claims() })}`);
    for (const payload of [null, 'ann', [claims()], 7])
      await expectRefused(`Bearer ${forge(app, { claims: payload })}`);
  });

  it('D6 is not a refresh token or a mailed token', async () => {
    await expectRefused(`Bearer ${ann.refreshToken}`);
    await expectRefused(`Bearer ${await mailedToken(app, ann.email, '/verify-email')}`);
  });

  it('names a session of its own account only', async () => {
    const ben = await aPerson(app);
    const stolen = forge(app, { claims: { ...claims(), sid: claimsOf(ben.accessToken).sid } });
    await expectRefused(`Bearer ${stolen}`, 'SESSION_ENDED');
    await expectRefused(
      `Bearer ${forge(app, { claims: { ...claims(), sid: randomUUID() } })}`,
      'SESSION_ENDED',
    );
  });

  it('D9 counts in the Authorization header only', async () => {
    const inQuery = `?access_token=${ann.accessToken}&token=${ann.accessToken}`;
    await expectRefusal(app, () => app.get(`/auth/me${inQuery}`), { status: 401, code: 'TOKEN_MISSING' });
    const body = { accessToken: ann.accessToken, access_token: ann.accessToken };
    await expectRefusal(app, () => app.post('/auth/change-password', body), {
      status: 401,
      code: 'TOKEN_MISSING',
    });
    const headers = { Cookie: `portico_refresh=${ann.refreshToken}; token=${ann.accessToken}` };
    await expectRefusal(app, () => app.get('/auth/me', { headers }), { status: 401, code: 'TOKEN_MISSING' });
  });
});

describe('D7 T1 the end of a session', () => {
  it('by logout bites at once', async () => {
    const ben = await aPerson(app);
    await app.get('/auth/me', { token: ben.accessToken }).expect(200);
    await app.post('/auth/logout', {}, { token: ben.accessToken }).expect(200);
    await expectEnded(ben.accessToken);
    await app.post('/auth/refresh-token', { refreshToken: ben.refreshToken }).expect(401, /SESSION_ENDED/);
  });

  it('by logout everywhere ends every session at once', async () => {
    const ben = await aPerson(app);
    const elsewhere = await signIn(app, ben);
    await app.get('/auth/me', { token: elsewhere.accessToken }).expect(200);
    await app.post('/auth/logout-all', {}, { token: ben.accessToken }).expect(200);
    await expectEnded(ben.accessToken);
    await expectEnded(elsewhere.accessToken);
  });

  it('by a reset of the password ends every session at once', async () => {
    const ben = await aPerson(app);
    await app.get('/auth/me', { token: ben.accessToken }).expect(200);
    await app.post('/auth/forgot-password', { email: ben.email }).expect(200);
    const token = await mailedToken(app, ben.email, '/reset-password');
    await app.post('/auth/reset-password', { token, newPassword: 'another long passphrase' }).expect(200);
    await expectEnded(ben.accessToken);
  });

  it('by a change of the password ends all sessions but this one', async () => {
    const ben = await aPerson(app);
    const elsewhere = await signIn(app, ben);
    await app.get('/auth/me', { token: elsewhere.accessToken }).expect(200);
    const body = { currentPassword: ben.password, newPassword: 'another long passphrase' };
    await app.post('/auth/change-password', body, { token: ben.accessToken }).expect(200);
    await expectEnded(elsewhere.accessToken);
    await app.get('/auth/me', { token: ben.accessToken }).expect(200);
  });

  it.each([
    ['deleted', 'deleted_at = now()'],
    ['banned', `status = 'banned'`],
  ])('with an account that was %s is noticed within a second', async (_what, change) => {
    const ben = await aPerson(app);
    await app.get('/auth/me', { token: ben.accessToken }).expect(200);
    await app.sql(`UPDATE users SET ${change} WHERE id = $1`, [ben.id]);
    await expectSoon(() => expectEnded(ben.accessToken), SECOND);
    await app.post('/auth/refresh-token', { refreshToken: ben.refreshToken }).expect(401, /SESSION_ENDED/);
  });

  it('by its age is noticed within a second', async () => {
    const ben = await aPerson(app);
    await app.sql('UPDATE sessions SET expires_at = now() WHERE user_id = $1', [ben.id]);
    await expectSoon(() => expectEnded(ben.accessToken), SECOND);
  });
});

describe('D8 a change of role', () => {
  it('holds for the token that is already out, up and down, within a second', async () => {
    const owner = await anOwner(app);
    const permissions = async () => {
      const me = await app.get('/auth/me', { token: owner.accessToken }).expect(200);
      return (me.body as { data: { permissions: string[] } }).data.permissions;
    };
    const become = (role: string) =>
      app.sql('UPDATE memberships SET role = $2 WHERE user_id = $1', [owner.id, role]);

    expect(await permissions()).toContain('workspaces.transfer');
    await become('viewer');
    await expectSoon(async () => expect(await permissions()).toEqual(['users.read']), SECOND);
    await become('admin');
    await expectSoon(async () => expect(await permissions()).toContain('roles.manage'), SECOND);
  });
});
