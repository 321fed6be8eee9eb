import { anEmail, aPerson, PASSWORD } from '../../support/app/people';
import { expectRefusal } from '../../support/app/refusal';
import { TestApp, type CallOptions } from '../../support/app/TestApp';

const LIMITED = { status: 429, code: 'RATE_LIMITED' } as const;

let app: TestApp;
const start = async (more: Record<string, string> = {}) => {
  app = await TestApp.start({ RATE_LIMIT_ENABLED: 'true', ...more });
};
afterEach(() => app.stop());

const logIn = (email: string, options?: CallOptions) =>
  app.post('/auth/login', { email, password: 'the password of the year' }, options);

/** How many of so many calls, each different, got through. */
async function admitted(
  times: number,
  call: (n: number) => PromiseLike<{ status: number }>,
): Promise<number> {
  let through = 0;
  for (let n = 0; n < times; n += 1) {
    const { status } = await call(n);
    if (status !== 429) through += 1;
  }
  return through;
}

describe('behind no proxy', () => {
  it('A7 A8 one address that tries one password on many accounts is stopped, whatever it calls itself', async () => {
    await start();
    const ann = await aPerson(app);
    const headers = (n: number) => ({
      'X-Forwarded-For': `10.0.${n}.1`,
      Forwarded: `for=10.0.${n}.1`,
      'X-Real-IP': `10.0.${n}.1`,
      'CF-Connecting-IP': `10.0.${n}.1`,
    });

    const through = await admitted(50, (n) => logIn(anEmail(), { headers: headers(n) }));

    expect(through).toBe(29);
    const answer = await expectRefusal(
      app,
      () => app.post('/auth/login', { email: ann.email, password: PASSWORD }, { headers: headers(60) }),
      LIMITED,
    );
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(800);
    expect(answer.headers['ratelimit-policy']).toContain('30');
    await app.get('/users/me', { token: ann.accessToken }).expect(200);
    const addresses = await app.sql('SELECT DISTINCT ip FROM audit_log');
    expect(addresses).toEqual([{ ip: '127.0.0.1' }]);
  });

  it('C3 H10 one address shares its bucket among all that signs in or uses a mailed token', async () => {
    await start();
    const ann = await aPerson(app);
    const calls = [
      (n: number) => app.post('/auth/forgot-password', { email: `a${n}@example.com` }),
      () => app.post('/auth/resend-verification', { email: ann.email }),
      () => app.post('/auth/reset-password', { token: 'x', newPassword: PASSWORD }),
      () => app.post('/auth/verify-email', { token: 'x' }),
      () => app.post('/auth/refresh', { refreshToken: 'x' }),
      () => app.post('/auth/refresh-token', { refreshToken: 'x' }),
      () => app.post('/invitations/preview', { token: 'x' }),
      () => app.post('/invitations/decline', { token: 'x' }),
      () => app.post('/auth/signup'),
      () => app.post('/auth/register'),
      () => app.post('/auth/login'),
    ];

    expect(await admitted(29, (n) => calls[n % calls.length]!(n))).toBe(29);

    for (const call of calls) await expectRefusal(app, () => call(0), LIMITED);
    await app.drain();
    const asked = app.mails.mails.filter(({ subject }) => subject === 'Reset your password');
    expect(asked).toEqual([]);
  });
});

describe('behind one proxy', () => {
  it('A7 A8 counts the address the proxy saw, and leaves others alone', async () => {
    await start({ TRUST_PROXY: '1', RATE_LIMIT_MAX_AUTH: '5' });
    const from = (address: string) => ({ headers: { 'X-Forwarded-For': address } });

    expect(await admitted(10, (n) => logIn(anEmail(), from(`6.6.6.${n}, 203.0.113.7`)))).toBe(5);

    await logIn(anEmail(), from('198.51.100.1')).expect(401);
    await logIn(anEmail(), from('203.0.113.7')).expect(429);
  });
});
