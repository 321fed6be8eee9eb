import { Browser, cookiesOf } from '../../support/app/Browser';
import { anEmail, aPerson, PASSWORD } from '../../support/app/people';
import { expectRefusal } from '../../support/app/refusal';
import { FRONTEND, TestApp } from '../../support/app/TestApp';

const OURS = { Origin: FRONTEND };
const NAME = 'portico_refresh';

let app: TestApp;
beforeAll(async () => {
  app = await TestApp.start();
});
afterAll(() => app.stop());

const registration = (more: object = {}) => ({
  email: anEmail(),
  password: PASSWORD,
  firstName: 'Ann',
  lastName: 'Smith',
  ...more,
});

describe('E15 F9 the delivery of the refresh token', () => {
  it.each([
    ['Origin', OURS],
    ['Sec-Fetch-Site', { 'Sec-Fetch-Site': 'same-origin' }],
    ['both', { ...OURS, 'Sec-Fetch-Site': 'same-site' }],
  ])('to a browser (known by %s) is a cookie no script can read, and never JSON', async (_by, headers) => {
    const { email } = await aPerson(app);
    const answers = [
      await app.post('/auth/register', registration(), { headers }).expect(201),
      await app.post('/auth/register', registration({ tokenDelivery: 'body' }), { headers }).expect(201),
      await app.post('/auth/login', { email, password: PASSWORD, tokenDelivery: 'body' }, { headers }),
      await app
        .post(
          '/auth/signup',
          {
            name: 'Ann Smith',
            email: anEmail(),
            password: PASSWORD,
            organizationName: 'Acme',
            tokenDelivery: 'body',
          },
          { headers },
        )
        .expect(201),
    ];
    for (const answer of answers) {
      const [cookie, ...more] = cookiesOf(answer);
      expect(more).toEqual([]);
      expect(cookie).toMatchObject({ name: NAME, attributes: ['httponly', 'path=/', 'samesite=strict'] });
      expect(cookie?.value).toMatch(/^[\w-]{43}$/);
      expect(answer.body.data).toHaveProperty('accessToken');
      expect(answer.body.data).not.toHaveProperty('refreshToken');
      expect(answer.text).not.toContain(cookie?.value);
      const days = (Number(cookie?.expires) - Date.now()) / 86_400_000;
      expect(days).toBeCloseTo(7, 1);
    }
  });

  it('to anything else is in the body, and no cookie', async () => {
    const answer = await app.post('/auth/register', registration()).expect(201);
    expect(cookiesOf(answer)).toEqual([]);
    expect(answer.body.data.refreshToken).toMatch(/^[\w-]{43}$/);
  });

  it('to anything else is a cookie when it asks for one', async () => {
    const answer = await app.post('/auth/register', registration({ tokenDelivery: 'cookie' })).expect(201);
    expect(cookiesOf(answer)).toHaveLength(1);
    expect(answer.body.data).not.toHaveProperty('refreshToken');
  });

  it('cannot be asked for in another way', async () => {
    await expectRefusal(app, () => app.post('/auth/register', registration({ tokenDelivery: 'header' })), {
      status: 400,
      code: 'VALIDATION_ERROR',
    });
  });

  it('E15 a successor comes the way its parent came; a browser gets a cookie whatever it brought', async () => {
    const browser = await Browser.signedUp(app);
    const byCookie = await browser
      .post('/auth/refresh-token', { 'X-CSRF-Token': await browser.csrfToken() })
      .expect(200);
    expect(byCookie.body.data).not.toHaveProperty('refreshToken');
    expect(cookiesOf(byCookie)[0]?.value).not.toBe(browser.cookie?.value);

    const ann = await aPerson(app);
    const body = { refreshToken: ann.refreshToken };
    const byBody = await app.post('/auth/refresh', body).expect(200);
    expect(byBody.body.data).toHaveProperty('refreshToken');
    expect(cookiesOf(byBody)).toEqual([]);
    const scripted = await app.post('/auth/refresh', body, { headers: OURS }).expect(200);
    expect(scripted.body.data).not.toHaveProperty('refreshToken');
    expect(cookiesOf(scripted)).toHaveLength(1);

    const shell = await app
      .post(
        '/auth/refresh',
        {},
        {
          headers: {
            Cookie: `${NAME}=${cookiesOf(byCookie)[0]?.value}`,
            'X-CSRF-Token': await browser.csrfToken(),
          },
        },
      )
      .expect(200);
    expect(shell.body.data).not.toHaveProperty('refreshToken');
  });

  it('is in no answer to any GET', async () => {
    const browser = await Browser.signedUp(app);
    for (const path of [
      '/auth/me',
      '/users/me',
      '/auth/sessions',
      '/auth/security-log',
      '/auth/csrf-token',
    ]) {
      const answer = await browser
        .call('get', path, undefined, { Authorization: `Bearer ${browser.accessToken}` })
        .expect(200);
      expect(answer.text).not.toContain(browser.cookie?.value);
      expect(answer.headers).not.toHaveProperty('set-cookie');
    }
  });

  it('F9 is cleared with the attributes it was set with', async () => {
    const browser = await Browser.signedUp(app);
    const { name, attributes } = browser.cookie!;
    const headers = { 'X-CSRF-Token': await browser.csrfToken() };
    const cleared = cookiesOf(await browser.post('/auth/logout', headers).expect(200));
    expect(cleared).toMatchObject([{ name, value: '', attributes, expires: new Date(0) }]);
  });

  it('in body and cookie at once must be one and the same', async () => {
    const browser = await Browser.signedUp(app);
    const ann = await aPerson(app);
    const both = (refreshToken: string) => browser.post('/auth/refresh', {}, { refreshToken });
    const answer = await expectRefusal(app, () => both(ann.refreshToken), {
      status: 400,
      code: 'VALIDATION_ERROR',
    });
    expect(answer.body.details).toMatchObject([{ path: 'body.refreshToken' }]);
    await both(browser.cookie!.value).expect(200);
  });
});
