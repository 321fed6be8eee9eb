import { randomBytes } from 'node:crypto';
import { Browser } from '../../support/app/Browser';
import type * as Captured from '../../support/app/capturedLog';
import { capturedLog } from '../../support/app/capturedLog';
import { anEmail, anOwner, mailedToken, PASSWORD } from '../../support/app/people';
import { FAULT, probeModule } from '../../support/app/probeModule';
import { TestApp } from '../../support/app/TestApp';
import { rawRequest, wire } from '../../support/http/rawRequest';

jest.mock('../../../src/core/infrastructure/logging/createLog', () =>
  jest.requireActual<typeof Captured>('../../support/app/capturedLog').capturingCreateLog(),
);

let app: TestApp;
beforeAll(async () => {
  app = await TestApp.start({}, [probeModule]);
});
afterAll(() => app.stop());

const linesOf = (requestId: string) => capturedLog.lines.filter((line) => line.requestId === requestId);

describe('X-Request-Id', () => {
  it('is the same on answer, log line, audit rows, events, jobs and mail', async () => {
    const id = 'the-request-of-ann';
    const email = anEmail();
    const body = { name: 'Ann Smith', email, password: PASSWORD, organizationName: 'Acme' };
    const answer = await app.post('/auth/signup', body, { headers: { 'X-Request-Id': id } }).expect(201);
    await app.drain();

    expect(answer.headers['x-request-id']).toBe(id);
    expect(linesOf(id).filter(({ message }) => message === 'Request answered')).toMatchObject([
      { method: 'POST', route: '/auth/signup', status: 201 },
    ]);
    const actions = await app.sql<{ action: string }>('SELECT action FROM audit_log WHERE request_id = $1', [
      id,
    ]);
    expect(actions.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['user.registered', 'workspace.created', 'login.succeeded']),
    );
    const events = await app.sql<{ name: string }>('SELECT name FROM outbox WHERE request_id = $1', [id]);
    expect(events.map(({ name }) => name)).toContain('user:registered');
    const jobs = await app.sql<{ kind: string }>('SELECT kind FROM jobs WHERE request_id = $1', [id]);
    expect(jobs.length).toBeGreaterThan(1);
    const [mail] = app.mails.mails.filter(({ envelope }) => envelope.to.includes(email));
    expect(mail?.headers).toContainEqual(expect.objectContaining({ key: 'x-request-id', value: id }));
  });

  it('finds the cause of a failure, which the answer does not tell', async () => {
    const { body } = await app.get('/probe/fault').expect(500);
    const failures = linesOf(body.requestId).filter(({ level }) => level === 'error');
    expect(failures).toMatchObject([{ message: 'Request failed', error: { message: FAULT } }]);
  });

  it('is on the audit row of a refusal, which is committed although the request fails', async () => {
    const headers = { Origin: 'https://evil.example', 'X-Request-Id': 'evil-1' };
    await app.post('/auth/login', {}, { headers }).expect(403);
    const rows = await app.sql('SELECT action, details, ip FROM audit_log WHERE request_id = $1', ['evil-1']);
    expect(rows).toEqual([
      { action: 'access.denied', details: { code: 'ORIGIN_REFUSED', permission: null }, ip: '127.0.0.1' },
    ]);
  });
});

describe('I14 a request', () => {
  it('is one line in the log, whatever it holds, and not a long one', async () => {
    const forged = '{"level":"error","message":"forged"}';
    const id = 'hostile-1';
    await rawRequest(
      app.url,
      wire('GET', `/api/v1/%0d%0a${forged}%1b[31m${'a'.repeat(9_000)}`.replaceAll(' ', '%20'), {
        'User-Agent': `\x85\xff${forged}`,
        'X-Request-Id': id,
        Connection: 'close',
      }),
    );
    const lines = capturedLog.text.split('\n').filter((line) => line.includes(id));
    expect(lines).toHaveLength(1);
    expect(lines[0]?.length).toBeLessThan(1_000);
    expect(linesOf(id)).toMatchObject([{ level: 'info', message: 'Request answered', status: 404 }]);
    expect(capturedLog.lines.filter(({ message }) => message === 'forged')).toEqual([]);
    expect(capturedLog.text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
  });
});

describe('T10 NL the secrets of a whole session', () => {
  const canary = (name: string) => `canary-${name}-${randomBytes(9).toString('base64url')}`;

  it('are in no log line, audit row, event, job or error body', async () => {
    const secrets = new Set<string>();
    const errors: string[] = [];
    const hide = (secret: unknown) => {
      secrets.add(String(secret));
      return String(secret);
    };
    const email = anEmail();
    const first = hide(canary('first'));
    const second = hide(canary('second'));
    const third = hide(canary('third'));
    const fails = async (call: PromiseLike<{ status: number; text: string }>) => {
      const { status, text } = await call;
      expect(status).toBeGreaterThanOrEqual(400);
      errors.push(text);
    };

    const ann = await anOwner(app, { email, password: first });
    hide(ann.accessToken);
    hide(ann.refreshToken);
    const verification = hide(await mailedToken(app, email, '/verify-email'));
    await app.post('/auth/verify-email', { token: verification }).expect(200);
    await fails(app.post('/auth/verify-email', { token: verification }));

    await fails(app.post('/auth/login', { email, password: hide(canary('wrong')) }));
    await fails(app.post('/auth/login', { email: [hide(canary('list'))], password: { is: first } }));
    await fails(app.get(`/auth/login?email=${email}&password=${first}`));
    await fails(app.get(`/auth/me?access_token=${ann.accessToken}`));
    await fails(app.get(`/auth/me?q=${hide(canary('query'))}`));
    await fails(app.get(`/auth/reset-password/${verification}`));
    await fails(app.post('/auth/login').type('json').send(`{"password":"${first}`));
    await fails(app.post('/auth/login').type('text').send(`password=${first}`));
    await fails(
      app.post('/auth/register', {
        email: anEmail(),
        password: hide(canary('x')).slice(0, 7),
        surprise: first,
      }),
    );
    await fails(app.get('/auth/me', { headers: { Authorization: `Basic ${hide(canary('basic'))}` } }));
    await fails(app.get('/auth/me', { token: `${ann.accessToken}x` }));

    const changed = { currentPassword: first, newPassword: second };
    await app.post('/auth/change-password', changed, { token: ann.accessToken }).expect(200);
    await fails(app.post('/auth/change-password', changed, { token: ann.accessToken }));
    await app.post('/auth/forgot-password', { email }).expect(200);
    const reset = hide(await mailedToken(app, email, '/reset-password'));
    await fails(app.post('/auth/reset-password', { token: reset, newPassword: email }));
    await app.post('/auth/reset-password', { token: reset, newPassword: third }).expect(200);
    await fails(app.post('/auth/reset-password', { token: reset, newPassword: third }));
    await fails(app.get('/auth/me', { token: ann.accessToken }));

    const browser = new Browser(app);
    browser.keep(await browser.post('/auth/login', {}, { email, password: third }).expect(200));
    hide(browser.accessToken);
    const old = hide(browser.cookie?.value);
    const csrf = hide(await browser.csrfToken());
    await fails(browser.post('/auth/refresh', { 'X-CSRF-Token': hide(canary('csrf')) }));
    browser.keep(await browser.post('/auth/refresh', { 'X-CSRF-Token': csrf }).expect(200));
    hide(browser.cookie?.value);
    browser.keep(await browser.post('/auth/refresh', { 'X-CSRF-Token': csrf }).expect(200));
    hide(browser.cookie?.value);
    await fails(app.post('/auth/refresh', { refreshToken: old }));
    await fails(browser.post('/auth/refresh', { 'X-CSRF-Token': csrf }, { refreshToken: old }));
    await app.post('/auth/logout', { refreshToken: old }).expect(200);
    await app.drain();

    const { tokens, passwords, encryptionKey } = app.config;
    const configured = [
      tokens.jwtSecret,
      tokens.refreshSecret,
      tokens.csrfSecret,
      passwords.pepper,
      encryptionKey,
    ];
    const kept = await app.sql<{ text: string }>(
      `SELECT a::text AS text FROM audit_log a UNION ALL SELECT o::text FROM outbox o
       UNION ALL SELECT j::text FROM jobs j UNION ALL SELECT s::text FROM sessions s
       UNION ALL SELECT t::text FROM login_throttles t`,
    );
    const places = {
      log: capturedLog.text,
      errors: errors.join('\n'),
      rows: kept.map(({ text }) => text).join('\n'),
    };
    for (const text of Object.values(places)) expect(text.length).toBeGreaterThan(1_000);
    const leaks = [...secrets, ...configured].flatMap((secret) =>
      Object.entries(places)
        .filter(([, text]) => text.includes(secret))
        .map(([place]) => `${secret} in ${place}`),
    );
    expect(leaks).toEqual([]);
    expect(secrets.size).toBeGreaterThan(14);
  });
});
