import request from 'supertest';
import { aVerifiedOwner, type VerifiedOwner } from '../../support/app/members';
import { probeModule } from '../../support/app/probeModule';
import { tablesChanged } from '../../support/app/tableCounts';
import { FRONTEND, TestApp } from '../../support/app/TestApp';
import { freePort } from '../../support/freePort';
import { SocketScene } from '../../support/realtime/SocketScene';

const LIVE = 'https://live.example.com';

let app: TestApp;
let ann: VerifiedOwner;
let socketPort: number;
beforeAll(async () => {
  socketPort = await freePort();
  app = await TestApp.start({ SOCKET_PORT: String(socketPort), SOCKET_CORS_ORIGIN: LIVE }, [probeModule]);
  ann = await aVerifiedOwner(app);
});
afterAll(() => app.stop());

const SECURITY = {
  'content-security-policy': "default-src 'none';frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
  'x-frame-options': 'SAMEORIGIN',
};
const big = { email: 'a@example.com', password: 'x'.repeat(200_000) };

describe('F10 the headers of an answer', () => {
  it.each([
    [200, () => app.get('/auth/me', { token: ann.accessToken })],
    [400, () => app.post('/auth/login')],
    [401, () => app.get('/auth/me')],
    [403, () => app.post('/auth/login', {}, { headers: { Origin: 'null' } })],
    [404, () => app.get('/nothing')],
    [405, () => app.get('/auth/login')],
    [413, () => app.post('/auth/login', big)],
    [415, () => app.post('/auth/login').type('text/plain').send('x')],
    [500, () => app.get('/probe/fault')],
    [200, () => request(app.url).get('/health/live')],
    [404, () => request(app.url).get('/nothing')],
  ])('of status %i keep a browser from doing anything with it', async (status, call) => {
    const { headers } = await call().expect(status);
    expect(headers).toMatchObject({ ...SECURITY, 'content-type': 'application/json; charset=utf-8' });
    for (const absent of ['x-powered-by', 'strict-transport-security', 'server', 'ratelimit'])
      expect(headers).not.toHaveProperty(absent);
  });

  it('are on an answer without content, too', async () => {
    const { headers } = await request(app.url).options('/api/v1/auth/login').expect(204);
    expect(headers).toMatchObject({ ...SECURITY, allow: 'POST, OPTIONS' });
    const preflight = await request(app.url)
      .options('/api/v1/auth/login')
      .set({ Origin: FRONTEND, 'Access-Control-Request-Method': 'POST' })
      .expect(204);
    expect(preflight.headers).toMatchObject(SECURITY);
  });

  it('are those of GET on HEAD, without a body', async () => {
    const options = { Authorization: `Bearer ${ann.accessToken}` };
    const got = await request(app.url).get('/api/v1/users/me').set(options).expect(200);
    const head = await request(app.url).head('/api/v1/users/me').set(options).expect(200);
    expect(head.text).toBeUndefined();
    const { date: _date, 'x-request-id': _id, ...expected } = got.headers as Record<string, string>;
    expect(head.headers).toMatchObject(expected);
  });
});

describe('X-Request-Id', () => {
  const idFor = async (given: string) => {
    const { headers } = await app.get('/nothing', { headers: { 'X-Request-Id': given } });
    return (headers as Record<string, string>)['x-request-id'];
  };

  it.each(['7', 'a.b-c_D', '0192f0c1-2b3c-7d4e-8f50-123456789abc', 'x'.repeat(128)])(
    'is taken over when it is well formed: %s',
    async (given) => {
      expect(await idFor(given)).toBe(given);
    },
  );

  it.each(['x'.repeat(129), 'a b', 'a,b', '<script>', 'a;b', 'ünïcode', "'", '$(id)'])(
    'I14 is made when it is not: %s',
    async (given) => {
      expect(await idFor(given)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f-]{21}$/);
    },
  );

  it('is another one for each call', async () => {
    const ids = await Promise.all(Array.from({ length: 10 }, () => idFor('')));
    expect(new Set(ids).size).toBe(10);
  });
});

describe('F8 a page of', () => {
  const from = (Origin: string) => app.get('/auth/me', { token: ann.accessToken, headers: { Origin } });

  it.each([FRONTEND, 'http://localhost:5173', 'http://localhost', 'http://127.0.0.1:3000'])(
    '%s may read, with credentials',
    async (origin) => {
      const { headers } = await from(origin).expect(200);
      expect(headers).toMatchObject({
        'access-control-allow-origin': origin,
        'access-control-allow-credentials': 'true',
        'access-control-expose-headers': 'X-Request-Id,Retry-After,RateLimit,RateLimit-Policy,ETag',
        vary: 'Origin',
      });
    },
  );

  it.each([
    'https://evil.example',
    LIVE,
    'null',
    `${FRONTEND}.evil.example`,
    'http://app.example.com',
    'HTTPS://APP.EXAMPLE.COM',
    `${FRONTEND}:8443`,
    `${FRONTEND}:443`,
    'https://sub.app.example.com',
    'https://example.com',
    'https://evil.example/?https://app.example.com',
    'https://localhost:5173',
    'http://localhost.evil.example',
    'http://localhost:5173.evil.example',
    'http://127.0.0.1.evil.example',
    'http://127.0.0.2:3000',
    '*',
    '',
  ])('%p may not', async (origin) => {
    const { headers } = await from(origin);
    expect(headers).not.toHaveProperty('access-control-allow-origin');
    expect(headers).not.toHaveProperty('access-control-allow-credentials');
    expect(headers.vary).toContain('Origin');
    const answer = await app.post('/auth/login', {}, { headers: { Origin: origin } }).expect(403);
    expect(answer.body).toMatchObject({
      code: 'ORIGIN_REFUSED',
      message: 'This origin is not allowed here. Add it to CORS_ORIGINS to allow its pages.',
    });
  });

  it('no origin at all gets no CORS headers, but tells caches that others would', async () => {
    const { headers } = await app.get('/auth/me', { token: ann.accessToken }).expect(200);
    expect(headers).not.toHaveProperty('access-control-allow-origin');
    expect(headers.vary).toContain('Origin');
  });

  it('an allowed origin may read what went wrong', async () => {
    const headers = { Origin: FRONTEND };
    const refusals = [
      await app.get('/auth/me', { headers }).expect(401),
      await app.get('/nothing', { headers }).expect(404),
      await app.get('/auth/login', { headers }).expect(405),
      await app.post('/auth/login', big, { headers }).expect(413),
      await app.get('/probe/fault', { headers }).expect(500),
    ];
    for (const refusal of refusals)
      expect(refusal.headers).toMatchObject({ 'access-control-allow-origin': FRONTEND });
  });
});

describe('F12 a preflight', () => {
  const ask = (Origin: string, more: Record<string, string> = {}) =>
    request(app.url)
      .options('/api/v1/users/me')
      .set({ Origin, 'Access-Control-Request-Method': 'PATCH', ...more });

  it('of an allowed page is answered with all that may be sent', async () => {
    const { headers } = await ask(FRONTEND).expect(204);
    expect(headers).toMatchObject({
      'access-control-allow-origin': FRONTEND,
      'access-control-allow-credentials': 'true',
      'access-control-allow-methods': 'GET,HEAD,POST,PUT,PATCH,DELETE',
      'access-control-allow-headers':
        'Authorization,Content-Type,X-CSRF-Token,X-Workspace-Id,Idempotency-Key,If-Match,X-Request-Id,X-Admin-Reason',
      'access-control-max-age': '600',
    });
  });

  it('of another page is told which variable to change', async () => {
    const answer = await ask('https://evil.example').expect(403);
    expect(answer.headers).not.toHaveProperty('access-control-allow-origin');
    expect(answer.body).toMatchObject({ code: 'ORIGIN_REFUSED', message: /CORS_ORIGINS/ });
  });

  it('writes nothing, however many come and whatever they ask for', async () => {
    const asked = Array.from({ length: 50 }, (_, i) => `X-Custom-${i}`).join();
    const changed = await tablesChanged(app, async () => {
      const statuses = await Promise.all(
        Array.from({ length: 100 }, async (_, i) => {
          const origin = i % 2 === 0 ? FRONTEND : 'https://evil.example';
          return (await ask(origin, { 'Access-Control-Request-Headers': asked })).status;
        }),
      );
      expect(new Set(statuses)).toEqual(new Set([204, 403]));
    });
    expect(changed).toEqual([]);
  });
});

describe('sockets that are told so', () => {
  const sockets = new SocketScene(() => `http://127.0.0.1:${socketPort}`);
  afterEach(() => sockets.closeAll());

  it('have a port and origins of their own', async () => {
    const { accessToken: token } = ann;
    await sockets.of(ann, { extraHeaders: { origin: LIVE } });
    const socket = await sockets.of(ann, { transport: 'polling' });
    const foreign = sockets.with({ token }, { extraHeaders: { origin: FRONTEND } });
    expect(await foreign.refusal()).toBe('websocket error');
    expect((await fetch(`http://127.0.0.1:${socketPort}/health/live`)).status).toBe(404);
    expect((await fetch(`${app.url}/socket.io/?EIO=4&transport=polling`)).status).toBe(404);

    const call = { token };
    await app.call('patch', `/workspaces/${ann.workspaceId}`, { name: 'Live' }, call).expect(200);
    await socket.until(() => socket.named('workspace:updated').length > 0);
  });
});
