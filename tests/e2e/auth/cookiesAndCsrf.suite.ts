import { Browser, cookiesOf } from '../../support/app/Browser';
import { aPerson, anOwner, PASSWORD } from '../../support/app/people';
import { expectRefusal } from '../../support/app/refusal';
import { FRONTEND, TestApp } from '../../support/app/TestApp';

const OURS = { Origin: FRONTEND };
const EVIL = { Origin: 'https://evil.example' };
const NAME = 'portico_refresh';

let app: TestApp;
beforeAll(async () => {
  app = await TestApp.start();
});
afterAll(() => app.stop());

describe('E9 F1 the CSRF token', () => {
  it('is asked of whoever refreshes by cookie; without it nothing is used up', async () => {
    const ann = await Browser.signedUp(app);
    const again = new Browser(app);
    again.keep(await again.post('/auth/login', {}, { email: ann.email, password: PASSWORD }).expect(200));
    const ben = await Browser.signedUp(app);
    const worthless = [
      undefined,
      '',
      'x',
      '[object Object]',
      await again.csrfToken(),
      await ben.csrfToken(),
      `${(await ann.csrfToken()).slice(0, -1)}!`,
      `${await ann.csrfToken()}, ${await ann.csrfToken()}`,
    ];
    for (const token of worthless)
      await expectRefusal(app, () => ann.post('/auth/refresh', { 'X-CSRF-Token': token }), {
        status: 403,
        code: 'CSRF_INVALID',
        writes: ['audit_log'],
      });
    const answer = await ann.post('/auth/refresh', { 'X-CSRF-Token': await ann.csrfToken() }).expect(200);
    expect(cookiesOf(answer)[0]?.value).not.toBe(ann.cookie?.value);
  });

  it('is read from its header only', async () => {
    const ann = await Browser.signedUp(app);
    const token = await ann.csrfToken();
    const other = { 'X-XSRF-Token': token, 'CSRF-Token': token };
    await ann.post('/auth/refresh', other).expect(403, /CSRF_INVALID/);
    await ann.post(`/auth/refresh?_csrf=${token}`).expect(400, /VALIDATION_ERROR/);
    await ann.post('/auth/refresh', {}, { _csrf: token }).expect(400, /VALIDATION_ERROR/);
  });

  it('holds for the whole session, through refreshes, and ends with it', async () => {
    const ann = await Browser.signedUp(app);
    const headers = { 'X-CSRF-Token': await ann.csrfToken() };
    ann.keep(await ann.post('/auth/refresh', headers).expect(200));
    ann.keep(await ann.post('/auth/refresh', headers).expect(200));
    const { cookie } = ann;
    ann.keep(await ann.post('/auth/logout', headers).expect(200));
    expect(ann.cookie).toBeNull();
    ann.cookie = cookie;
    await ann.post('/auth/refresh', headers).expect(401, /SESSION_ENDED/);
  });

  it('is given to a session, by its cookie, and to nobody else', async () => {
    const get = (headers: Record<string, string> = {}) =>
      app.get('/auth/csrf-token', { headers: { ...OURS, ...headers } });
    const ann = await aPerson(app);
    await get().expect(401, /TOKEN_MISSING/);
    await get({ Authorization: `Bearer ${ann.accessToken}` }).expect(401, /TOKEN_MISSING/);
    await get({ Cookie: `${NAME}=nobody-knows-me` }).expect(401, /REFRESH_INVALID/);
    await app.post('/auth/logout', {}, { token: ann.accessToken }).expect(200);
    await get({ Cookie: `${NAME}=${ann.refreshToken}` }).expect(401, /REFRESH_INVALID/);
  });

  it('F2 cannot be planted: a cookie beside the session’s own is not looked at', async () => {
    const ann = await Browser.signedUp(app);
    const ben = await Browser.signedUp(app);
    const token = await ben.csrfToken();
    const Cookie = `_csrf=${token}; csrfSecret=x; XSRF-TOKEN=${token}; ${NAME}=${ann.cookie?.value}`;
    await ann.post('/auth/refresh', { Cookie, 'X-CSRF-Token': token }).expect(403, /CSRF_INVALID/);
  });

  it('is not asked of whoever brings the refresh token in the body', async () => {
    const ann = await aPerson(app);
    await app.post('/auth/refresh', { refreshToken: ann.refreshToken }, { headers: OURS }).expect(200);
  });
});

describe('F4 F11 a call by cookie', () => {
  const expectOriginRefused = async (
    path: string,
    headers: Record<string, string | undefined>,
    more: object = {},
  ) => {
    const ann = await Browser.signedUp(app);
    const token = await ann.csrfToken();
    await expectRefusal(app, () => ann.post(path, { 'X-CSRF-Token': token, ...headers }, more), {
      status: 403,
      code: 'ORIGIN_REFUSED',
      writes: ['audit_log'],
    });
    ann.keep(await ann.post('/auth/refresh', { 'X-CSRF-Token': token }).expect(200));
  };

  it.each(['/auth/refresh', '/auth/logout', '/auth/logout-all'])(
    'to %s from a foreign page is refused, although its CSRF token is right',
    async (path) => {
      await expectOriginRefused(path, EVIL);
      await expectOriginRefused(path, { Origin: 'null' });
    },
  );

  it.each(['cross-site', 'same-site'])('without Origin but from %s is refused', async (site) => {
    await expectOriginRefused('/auth/refresh', { Origin: undefined, 'Sec-Fetch-Site': site });
    await expectOriginRefused('/auth/logout', { Origin: undefined, 'Sec-Fetch-Site': site });
  });

  it.each([
    ['from an allowed page', OURS],
    ['from an allowed page of another site', { ...OURS, 'Sec-Fetch-Site': 'cross-site' }],
    ['from the same origin', { Origin: undefined, 'Sec-Fetch-Site': 'same-origin' }],
    ['from a client that says nothing', { Origin: undefined }],
  ])('%s passes with its CSRF token', async (_what, headers) => {
    const ann = await Browser.signedUp(app);
    await ann.post('/auth/refresh', { ...headers, 'X-CSRF-Token': await ann.csrfToken() }).expect(200);
  });

  it.each(['Bearer bogus', 'Bearer a.b.c', 'Basic YTpi', 'Bearer'])(
    'is not let through by Authorization: %s',
    async (authorization) => {
      const ann = await Browser.signedUp(app);
      const headers = { Authorization: authorization };
      for (const path of ['/auth/refresh', '/auth/logout', '/auth/logout-all'])
        await ann.post(path, headers).expect(403, /CSRF_INVALID/);
      await ann.post('/auth/logout', { ...headers, ...EVIL }).expect(403, /ORIGIN_REFUSED/);
      await ann.post('/auth/refresh', { 'X-CSRF-Token': await ann.csrfToken() }).expect(200);
    },
  );

  it('signs nobody in elsewhere: only refreshing, leaving and the CSRF token read the cookie', async () => {
    const ann = await Browser.signedUp(app);
    const headers = { 'X-CSRF-Token': await ann.csrfToken() };
    await ann.call('get', '/auth/me', undefined, headers).expect(401, /TOKEN_MISSING/);
    await ann.call('patch', '/users/me', { firstName: 'Eve' }, headers).expect(401, /TOKEN_MISSING/);
    await ann.post('/auth/change-password', headers).expect(401, /TOKEN_MISSING/);
  });

  it('of a session that has ended may still leave: the cookie is cleared without any proof', async () => {
    const ann = await Browser.signedUp(app);
    await app.post('/auth/logout', {}, { token: ann.accessToken }).expect(200);
    for (const path of ['/auth/logout', '/auth/logout-all']) {
      const answer = await ann.post(path).expect(200);
      expect(cookiesOf(answer)).toMatchObject([{ name: NAME, value: '' }]);
    }
  });

  it('leaves by its access token alone, and the cookie goes with it', async () => {
    const ann = await Browser.signedUp(app);
    const headers = { Authorization: `Bearer ${ann.accessToken}` };
    const answer = await ann.post('/auth/logout', headers).expect(200);
    expect(cookiesOf(answer)).toMatchObject([{ name: NAME, value: '' }]);
    await ann.post('/auth/refresh').expect(401, /SESSION_ENDED/);
  });

  it('leaves everywhere', async () => {
    const ann = await Browser.signedUp(app);
    const elsewhere = new Browser(app);
    elsewhere.keep(await elsewhere.post('/auth/login', {}, { email: ann.email, password: PASSWORD }));
    await ann.post('/auth/logout-all', { 'X-CSRF-Token': await ann.csrfToken() }).expect(200);
    await elsewhere.post('/auth/refresh').expect(401, /SESSION_ENDED/);
  });
});

describe('A15 login from a foreign page', () => {
  it.each([
    ['a foreign Origin', EVIL],
    ['an opaque Origin', { Origin: 'null' }],
    ['another site and no Origin', { 'Sec-Fetch-Site': 'cross-site' }],
  ])('with %s is refused and plants no cookie', async (_what, headers) => {
    const { email } = await anOwner(app);
    const answer = await expectRefusal(
      app,
      () => app.post('/auth/login', { email, password: PASSWORD }, { headers }),
      { status: 403, code: 'ORIGIN_REFUSED', writes: ['audit_log'] },
    );
    expect(answer.headers).not.toHaveProperty('set-cookie');
  });

  it('A16 gives a fresh session, whatever cookies were planted before', async () => {
    const ben = await Browser.signedUp(app);
    const { email } = await aPerson(app);
    const answer = await ben.post('/auth/login', {}, { email, password: PASSWORD }).expect(200);
    expect(cookiesOf(answer)[0]?.value).not.toBe(ben.cookie?.value);
    expect(answer.body.data.user.email).toBe(email);
  });
});
