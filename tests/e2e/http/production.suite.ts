import request from 'supertest';
import { Browser, cookiesOf } from '../../support/app/Browser';
import { FAULT, probeModule } from '../../support/app/probeModule';
import { FRONTEND, TestApp } from '../../support/app/TestApp';

const secret = (name: string) => `${name}-Zk3v9Qx7Lr2Tn8Wc5Bh1Md6Yp4Sg0Fa`;
const PRODUCTION = {
  NODE_ENV: 'production',
  CORS_ORIGINS: FRONTEND,
  TRUST_PROXY: '1',
  PASSWORD_HASHER: 'argon2id',
  BCRYPT_ROUNDS: '12',
  RATE_LIMIT_ENABLED: 'true',
  RATE_LIMIT_MAX_REQUESTS: '10000',
  RATE_LIMIT_MAX_AUTH: '10000',
  LOG_LEVEL: 'error',
  JWT_SECRET: secret('jwt'),
  REFRESH_TOKEN_SECRET: secret('refresh'),
  CSRF_SECRET: secret('csrf'),
  PASSWORD_PEPPER: secret('pepper'),
  DATA_ENCRYPTION_KEY: secret('data'),
  AUDIT_HMAC_KEY: secret('audit'),
};
const HOST_COOKIE = {
  name: '__Host-portico_refresh',
  attributes: ['httponly', 'path=/', 'samesite=strict', 'secure'],
};
const TLS = { 'X-Forwarded-Proto': 'https' };

describe('in production', () => {
  let app: TestApp;
  beforeAll(async () => {
    jest.spyOn(process.stdout, 'write').mockReturnValue(true);
    app = await TestApp.start(PRODUCTION, [probeModule]);
  });
  afterAll(async () => {
    await app.stop();
    jest.restoreAllMocks();
  });

  it('F9 the refresh cookie is bound to this host, whatever the proxy says of TLS', async () => {
    for (const headers of [{}, TLS, { 'X-Forwarded-Proto': 'http' }]) {
      const ann = await Browser.signedUp(app, { Origin: FRONTEND, ...headers });
      expect(ann.cookie).toMatchObject(HOST_COOKIE);
      const proof = { 'X-CSRF-Token': await ann.csrfToken() };
      ann.keep(await ann.post('/auth/refresh', proof).expect(200));
      expect(ann.cookie).toMatchObject(HOST_COOKIE);
      const [cleared] = cookiesOf(await ann.post('/auth/logout', proof).expect(200));
      expect(cleared).toMatchObject({ ...HOST_COOKIE, value: '', expires: new Date(0) });
    }
  });

  it('F2 a cookie without the prefix, which a neighbour could plant, is not read', async () => {
    const ann = await Browser.signedUp(app);
    const headers = {
      'X-CSRF-Token': await ann.csrfToken(),
      Cookie: `portico_refresh=${ann.cookie?.value}`,
    };
    await ann.post('/auth/refresh', headers).expect(401, /TOKEN_MISSING/);
  });

  it('F8 only the listed origins may call, and a refusal does not say what to change', async () => {
    for (const origin of ['http://localhost:5173', 'http://127.0.0.1', 'http://app.example.com']) {
      const answer = await app.post('/auth/login', {}, { headers: { Origin: origin } }).expect(403);
      expect(answer.body).toMatchObject({
        code: 'ORIGIN_REFUSED',
        message: 'This origin is not allowed here.',
      });
      const preflight = await request(app.url)
        .options('/api/v1/auth/login')
        .set({ Origin: origin, 'Access-Control-Request-Method': 'POST' })
        .expect(204);
      expect(preflight.headers).not.toHaveProperty('access-control-allow-origin');
    }
    await app.post('/auth/login', {}, { headers: { Origin: FRONTEND } }).expect(400);
  });

  it.each([
    ...['/metrics', '/api/docs', '/api/openapi.json', '/api/asyncapi.json'],
    ...['/dev/mailbox', '/reset-password', '/verify-email'],
  ])('I20 K6 %s is not there', async (path) => {
    const { body } = await request(app.url).get(path).expect(404);
    expect(body).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('I20 health says nothing but that', async () => {
    const { body } = await request(app.url).get('/health/ready').expect(200);
    expect(body).toEqual({ success: true, message: 'Ready to serve.', data: { status: 'ready' } });
  });

  it('I15 a failure says nothing', async () => {
    const answer = await app.get('/probe/fault').expect(500);
    expect(answer.text).not.toContain(FAULT);
    expect(answer.body).toMatchObject({ code: 'INTERNAL_ERROR', requestId: answer.headers['x-request-id'] });
  });

  it('F10 browsers are told to stay with TLS where there is TLS', async () => {
    const secure = await app.get('/auth/me', { headers: TLS }).expect(401);
    expect(secure.headers['strict-transport-security']).toBe('max-age=63072000; includeSubDomains');
    const plain = await app.get('/auth/me').expect(401);
    expect(plain.headers).not.toHaveProperty('strict-transport-security');
  });
});

describe('outside production', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await TestApp.start({ TRUST_PROXY: '1' });
  });
  afterAll(() => app.stop());

  it('F9 the cookie is that of the scheme the proxy was called by', async () => {
    const secure = await Browser.signedUp(app, { Origin: FRONTEND, ...TLS });
    expect(secure.cookie).toMatchObject(HOST_COOKIE);
    await secure.post('/auth/refresh', { 'X-CSRF-Token': await secure.csrfToken() }).expect(200);
    const plain = await Browser.signedUp(app);
    expect(plain.cookie).toMatchObject({ name: 'portico_refresh' });
    expect(plain.cookie?.attributes).not.toContain('secure');
  });

  it('F10 TLS is announced where the proxy says so', async () => {
    const { headers } = await app.get('/auth/me', { headers: TLS }).expect(401);
    expect(headers).toHaveProperty('strict-transport-security');
  });
});
