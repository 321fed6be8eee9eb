import request, { type Response, type Test } from 'supertest';
import { anEmail, PASSWORD } from '../../support/app/people';
import { tablesChanged } from '../../support/app/tableCounts';
import { TestApp, type Method } from '../../support/app/TestApp';

const ANONYMOUS = 6;
const ACCOUNT = 9;
const AUTH = 4;
const LIMITS = {
  RATE_LIMIT_ENABLED: 'true',
  RATE_LIMIT_MAX_REQUESTS: String(ANONYMOUS),
  RATE_LIMIT_MAX_AUTHENTICATED: String(ACCOUNT),
  RATE_LIMIT_MAX_AUTH: String(AUTH),
};

let app: TestApp;
beforeAll(async () => {
  app = await TestApp.start({ ...LIMITS, TRUST_PROXY: '1' });
});
afterAll(() => app.stop());

/** Calls from one address: the proxy in front names it. */
function from(address: string, token?: string) {
  const options = { headers: { 'X-Forwarded-For': address }, ...(token !== undefined && { token }) };
  return (method: Method, path: string, body?: object): Test => app.call(method, path, body, options);
}

let addresses = 0;
/** One that nobody has used. */
function anAddress(): string {
  addresses += 1;
  return `203.0.113.${addresses}`;
}

async function aToken(address = anAddress()): Promise<{ token: string; email: string }> {
  const email = anEmail();
  const body = { email, password: PASSWORD, firstName: 'Ann', lastName: 'Smith' };
  const answer = await from(address)('post', '/auth/register', body).expect(201);
  return { token: (answer.body as { data: { accessToken: string } }).data.accessToken, email };
}

async function exhaust(times: number, call: () => Test): Promise<Response[]> {
  const answers = [];
  for (let i = 0; i < times; i += 1) answers.push(await call());
  expect(answers.map(({ status }) => status)).not.toContain(429);
  return answers;
}

function expectLimited(answer: Response, policy: string): void {
  expect(answer.body).toMatchObject({ success: false, statusCode: 429, code: 'RATE_LIMITED' });
  expect(answer.body.requestId).toBe(answer.headers['x-request-id']);
  const { 'retry-after': retryAfter, 'ratelimit-policy': policies } = answer.headers as Record<
    string,
    string
  >;
  expect(retryAfter).toMatch(/^\d+$/);
  expect(Number(retryAfter)).toBeGreaterThan(0);
  expect(Number(retryAfter)).toBeLessThanOrEqual(900);
  expect(policies).toContain(`"${policy}"`);
}

describe('anonymous calls', () => {
  it('count per address, and say how many are left', async () => {
    const mine = from(anAddress());
    const [first, ...more] = await exhaust(ANONYMOUS, () => mine('get', '/auth/me'));
    expect(first?.headers).toMatchObject({
      'ratelimit-policy': expect.stringMatching(/^"anonymous"; q=6; w=900/),
      ratelimit: expect.stringMatching(/^"anonymous"; r=5; t=900/),
    });
    expect(more.at(-1)?.headers.ratelimit).toMatch(/r=0/);
    const answer = await mine('get', '/auth/me').expect(429);
    expectLimited(answer, 'anonymous');
    expect(answer.headers).toMatchObject({
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'content-type': 'application/json; charset=utf-8',
    });
    await from(anAddress())('get', '/auth/me').expect(401);
  });

  it('are refused before anything else is looked at', async () => {
    const address = anAddress();
    const mine = from(address);
    await exhaust(ANONYMOUS, () => mine('get', '/nothing'));
    await mine('get', '/nothing').expect(429);
    await mine('get', '/auth/me').expect(429);
    await mine('delete', '/auth/me').expect(429);
    await mine('delete', '/auth/sessions/nonsense').expect(429);
    await from(address, 'bogus.bearer.token')('get', '/auth/me').expect(429);
    await app
      .post('/auth/logout', {}, { headers: { 'X-Forwarded-For': address, Origin: 'https://evil.example' } })
      .expect(429);
  });

  it('leave the calls of an account, and signing in, alone', async () => {
    const address = anAddress();
    const { token, email } = await aToken(address);
    await exhaust(ANONYMOUS, () => from(address)('get', '/nothing'));
    await from(address)('get', '/nothing').expect(429);
    await from(address, token)('get', '/auth/me').expect(200);
    await from(address)('post', '/auth/login', { email, password: PASSWORD }).expect(200);
  });

  it('of one IPv6 network are of one address', async () => {
    await exhaust(ANONYMOUS, () => from('2001:db8:1:1::1')('get', '/nothing'));
    await from('2001:db8:1:1:ffff::2')('get', '/nothing').expect(429);
    await from('2001:db8:2::1')('get', '/nothing').expect(404);
  });

  it('beyond the base path do not count', async () => {
    const headers = { 'X-Forwarded-For': anAddress() };
    for (let i = 0; i < 3 * ANONYMOUS; i += 1) {
      const { headers: got } = await request(app.url).get('/health/live').set(headers).expect(200);
      expect(got).not.toHaveProperty('ratelimit');
      await request(app.url).get('/nothing').set(headers).expect(404);
    }
    await app.get('/auth/me', { headers }).expect(401);
  });
});

describe('calls of an account', () => {
  it('count per account, wherever they come from', async () => {
    const { token } = await aToken();
    const other = await aToken();
    const [first] = await exhaust(ACCOUNT, () => from(anAddress(), token)('get', '/auth/me'));
    expect(first?.headers).toMatchObject({
      'ratelimit-policy': expect.stringMatching(/^"account"; q=9; w=900/),
      ratelimit: expect.stringMatching(/^"account"; r=8;/),
    });
    expectLimited(await from(anAddress(), token)('get', '/users/me').expect(429), 'account');
    await from(anAddress(), other.token)('get', '/auth/me').expect(200);
  });

  it('count together in all sessions of the account', async () => {
    const { token, email } = await aToken();
    const login = await from(anAddress())('post', '/auth/login', { email, password: PASSWORD }).expect(200);
    await exhaust(ACCOUNT, () => from(anAddress(), token)('get', '/auth/me'));
    await from(anAddress(), login.body.data.accessToken)('get', '/auth/me').expect(429);
  });
});

describe('signing in and mailed tokens', () => {
  const routes: readonly [string, object][] = [
    ['/auth/signup', {}],
    ['/auth/register', {}],
    ['/auth/login', {}],
    ['/auth/refresh-token', {}],
    ['/auth/refresh', {}],
    ['/auth/forgot-password', {}],
    ['/auth/reset-password', {}],
    ['/auth/verify-email', {}],
    ['/auth/resend-verification', {}],
  ];

  it.each(routes)('%s counts in the stricter bucket, however it is answered', async (path, body) => {
    const mine = from(anAddress());
    const [first] = await exhaust(AUTH, () => mine('post', path, body));
    expect(first?.headers).toMatchObject({
      'ratelimit-policy': expect.stringMatching(/^"auth"; q=4; w=900/),
      ratelimit: expect.stringMatching(/^"auth"; r=3;/),
    });
    expectLimited(await mine('post', '/auth/login', {}).expect(429), 'auth');
  });

  it('count per address, signed in or not; whoever is refused there can still work and leave', async () => {
    const address = anAddress();
    const { token } = await aToken(address);
    await exhaust(AUTH - 1, () => from(address, token)('post', '/auth/login', {}));
    await from(address, token)('post', '/auth/login', {}).expect(429);
    await from(address, token)('get', '/auth/me').expect(200);
    await from(address, token)('post', '/auth/logout', {}).expect(200);
  });

  it('A7 refused for their number check no password and write nothing', async () => {
    const { email } = await aToken();
    const mine = from(anAddress());
    await exhaust(AUTH, () => mine('post', '/auth/login', { email, password: 'wrong' }));
    const changed = await tablesChanged(app, async () => {
      await mine('post', '/auth/login', { email, password: PASSWORD }).expect(429);
    });
    expect(changed).toEqual([]);
    await from(anAddress())('post', '/auth/login', { email, password: PASSWORD }).expect(200);
  });
});

describe('A8 the address of a caller', () => {
  it('behind a proxy is what the proxy says, not what the client said before it', async () => {
    const address = anAddress();
    await exhaust(ANONYMOUS, () => from(`${anAddress()}, ${address}`)('get', '/nothing'));
    await from(`${anAddress()}, ${address}`)('get', '/nothing').expect(429);
  });

  it('without a proxy is that of the connection, whatever the headers say', async () => {
    const direct = await TestApp.start(LIMITS);
    const register = (body: object) => {
      const address = anAddress();
      const headers = {
        'X-Forwarded-For': address,
        Forwarded: `for=${address}`,
        'X-Real-IP': address,
        'CF-Connecting-IP': address,
        'X-Forwarded-Proto': 'https',
      };
      return direct.post('/auth/register', body, { headers });
    };
    try {
      const whole = { email: anEmail(), password: PASSWORD, firstName: 'Ann', lastName: 'Smith' };
      const { headers } = await register(whole).expect(201);
      expect(headers).not.toHaveProperty('strict-transport-security');
      await exhaust(AUTH - 1, () => register({}));
      await register({}).expect(429);
      const rows = await direct.sql(`SELECT DISTINCT ip FROM audit_log WHERE ip IS NOT NULL`);
      expect(rows).toEqual([{ ip: '127.0.0.1' }]);
    } finally {
      await direct.stop();
    }
  });
});
