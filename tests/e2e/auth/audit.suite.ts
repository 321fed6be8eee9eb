import { randomUUID } from 'node:crypto';
import type { Response } from 'supertest';
import { aWorkspaceOf } from '../../support/app/aWorkspaceOf';
import {
  anEmail,
  anOwner,
  aPerson,
  mailedToken,
  PASSWORD,
  signIn,
  type Person,
} from '../../support/app/people';
import { tablesHolding } from '../../support/app/tablesHolding';
import { TestApp } from '../../support/app/TestApp';

let app: TestApp;
beforeAll(async () => {
  app = await TestApp.start();
});
afterAll(() => app.stop());

const WRONG = 'an utterly wrong passphrase';
const NEW = 'another fine passphrase';
const logIn = (email: string, password: string) => app.post('/auth/login', { email, password });

interface Line {
  readonly action: string;
  readonly actor_id: string | null;
  readonly subject_id: string | null;
  readonly workspace_id: string | null;
  readonly details: Record<string, unknown>;
}

/** What the audit log holds of the request that was answered so, in the order of its actions. */
async function linesOf(answer: Response): Promise<Line[]> {
  await app.drain();
  return app.sql<Line>(
    `SELECT action, actor_id, subject_id, workspace_id, details FROM audit_log WHERE request_id = $1
     ORDER BY action, id`,
    [answer.headers['x-request-id']],
  );
}

const line = (
  action: string,
  actor: string | null,
  subject: string | null,
  details: object,
  workspace: string | null = null,
) => ({
  action,
  actor_id: actor,
  subject_id: subject,
  workspace_id: workspace,
  details,
});
const id = expect.any(String) as string;

describe('the audit log', () => {
  it('tells of a sign-up: account, workspace, membership and sign-in', async () => {
    const email = anEmail();
    const answer = await app
      .post('/auth/signup', { name: 'Ann Smith', email, password: PASSWORD, organizationName: 'Gamma' })
      .expect(201);
    const { user, workspace } = answer.body.data;

    expect(await linesOf(answer)).toEqual([
      line('login.succeeded', user.id, user.id, { sessionId: id }),
      line('member.joined', user.id, user.id, { userId: user.id, role: 'owner' }, workspace.id),
      line('user.registered', user.id, user.id, { email }),
      line('workspace.created', user.id, null, { name: 'Gamma', slug: 'gamma' }, workspace.id),
    ]);
  });

  it('tells of a registration and of a verified address', async () => {
    const ann = await aPerson(app);
    const token = await mailedToken(app, ann.email, '/verify-email');
    const answer = await app.post('/auth/verify-email', { token }).expect(200);

    expect(await linesOf(answer)).toEqual([line('user.email-verified', null, ann.id, { email: ann.email })]);
  });

  it('tells of a sign-in who, from where, with what, and under which request', async () => {
    const ann = await aPerson(app);
    const requestId = randomUUID();
    await app
      .post(
        '/auth/login',
        { email: ann.email, password: PASSWORD },
        { headers: { 'X-Request-Id': requestId, 'User-Agent': 'a browser' } },
      )
      .expect(200);

    expect(await app.sql('SELECT * FROM audit_log WHERE request_id = $1', [requestId])).toEqual([
      {
        ...line('login.succeeded', ann.id, ann.id, { sessionId: id }),
        id,
        occurred_at: expect.any(Date),
        target_type: 'user',
        seal: expect.any(Buffer),
        target_id: ann.id,
        ip: '127.0.0.1',
        user_agent: 'a browser',
        request_id: requestId,
      },
    ]);
  });

  it('tells of wrong passwords, of known and unknown addresses, and of the lock', async () => {
    const [ann, nobody] = [await aPerson(app), anEmail()];
    const failed = (email: string, subject: string | null) =>
      line('login.failed', null, subject, { email, reason: 'password' });

    expect(await linesOf(await logIn(nobody, WRONG).expect(401))).toEqual([failed(nobody, null)]);
    for (let time = 1; time < 5; time += 1) {
      expect(await linesOf(await logIn(ann.email, WRONG).expect(401))).toEqual([failed(ann.email, ann.id)]);
    }
    expect(await linesOf(await logIn(ann.email, WRONG).expect(401))).toEqual([
      failed(ann.email, ann.id),
      line('login.locked', null, ann.id, { email: ann.email, seconds: 60 }),
    ]);
    expect(await linesOf(await logIn(ann.email, WRONG).expect(423))).toEqual([]);
  });

  it('tells of every 403', async () => {
    const [ann, bob] = [await aPerson(app), await aPerson(app)];
    await app.sql(`UPDATE users SET status = 'banned' WHERE id = $1`, [ann.id]);
    await aWorkspaceOf(app, bob.id, { status: 'suspended' });
    const denied = (code: string) => line('access.denied', null, null, { code, permission: null });

    expect(await linesOf(await logIn(ann.email, PASSWORD).expect(403))).toEqual([
      denied('ACCOUNT_INACTIVE'),
      line('login.failed', null, ann.id, { email: ann.email, reason: 'inactive' }),
    ]);
    expect(await linesOf(await logIn(bob.email, PASSWORD).expect(403))).toEqual([
      denied('WORKSPACE_SUSPENDED'),
    ]);
    const foreign = { headers: { Origin: 'https://evil.example' } };
    expect(await linesOf(await app.post('/auth/logout', {}, foreign).expect(403))).toEqual([
      denied('ORIGIN_REFUSED'),
    ]);
  });

  it('tells of signing out, once', async () => {
    const { id: ann, accessToken: token } = await aPerson(app);
    expect(await linesOf(await app.post('/auth/logout', {}, { token }).expect(200))).toEqual([
      line('logout', ann, ann, { sessionId: id }),
    ]);
    expect(await linesOf(await app.post('/auth/logout', {}, { token }).expect(200))).toEqual([]);
  });

  it('tells of signing out everywhere', async () => {
    const ann = await aPerson(app);
    const { accessToken: token } = await signIn(app, ann);
    const [told] = await linesOf(await app.post('/auth/logout-all', {}, { token }).expect(200));

    expect(told).toMatchObject({ action: 'session.revoked', subject_id: ann.id, workspace_id: null });
    expect(told?.details).toEqual({ reason: 'logout-all', sessionIds: [id, id] });
  });

  it('tells of a revoked session', async () => {
    const ann = await aPerson(app);
    const { accessToken: token } = await signIn(app, ann);
    const { body } = await app.get('/auth/sessions', { token }).expect(200);
    const sessionId = body.data[1].id as string;
    const answer = await app.call('delete', `/auth/sessions/${sessionId}`, undefined, { token }).expect(200);

    expect(await linesOf(answer)).toEqual([
      line('session.revoked', ann.id, ann.id, { reason: 'revoked', sessionIds: [sessionId] }),
    ]);
  });

  it('E1 tells of theft, although the request fails', async () => {
    const ann = await aPerson(app);
    const refresh = () => app.post('/auth/refresh', { refreshToken: ann.refreshToken });
    await refresh().expect(200);
    await app.sql('UPDATE refresh_tokens SET successor_salt = NULL');

    expect(await linesOf(await refresh().expect(401))).toEqual([
      line('refresh.reuse', null, ann.id, { sessionId: id }),
    ]);
  });

  it('tells of a reset, from the wish to the change', async () => {
    const ann = await aPerson(app);
    const wish = await app.post('/auth/forgot-password', { email: ann.email }).expect(200);
    expect(await linesOf(wish)).toEqual([
      line('password.reset-requested', null, ann.id, { email: ann.email }),
    ]);
    const token = await mailedToken(app, ann.email, '/reset-password');
    const change = await app.post('/auth/reset-password', { token, newPassword: NEW }).expect(200);

    expect(await linesOf(change)).toEqual([
      line('password.reset', ann.id, ann.id, { email: ann.email }),
      line('session.revoked', null, ann.id, { reason: 'password', sessionIds: [id] }),
      line('user.email-verified', null, ann.id, { email: ann.email }),
    ]);
  });

  it('tells of a changed password, and of the failure to change it', async () => {
    const ann = await aPerson(app);
    const change = (currentPassword: string) =>
      app.post('/auth/change-password', { currentPassword, newPassword: NEW }, { token: ann.accessToken });

    expect(await linesOf(await change(WRONG).expect(401))).toEqual([
      line('login.failed', null, ann.id, { email: ann.email, reason: 'password' }),
    ]);
    expect(await linesOf(await change(PASSWORD).expect(200))).toEqual([
      line('password.changed', ann.id, ann.id, { email: ann.email }),
    ]);
  });

  it('tells nothing of what was rolled back', async () => {
    const ann = await aPerson(app);
    const taken = { firstName: 'Ann', lastName: 'Smith', email: ann.email, password: PASSWORD };
    expect(await linesOf(await app.post('/auth/register', taken).expect(409))).toEqual([]);
  });

  it('T10 holds no secret, and neither does any other table', async () => {
    const ann = await anOwner(app);
    await logIn(ann.email, WRONG).expect(401);
    await logIn(WRONG.replaceAll(' ', '.'), WRONG).expect(400);
    const verification = await mailedToken(app, ann.email, '/verify-email');
    await app.post('/auth/refresh', { refreshToken: ann.refreshToken }).expect(200);

    for (const secret of [PASSWORD, WRONG, verification, ann.refreshToken, ann.accessToken]) {
      expect(await tablesHolding(app, secret)).toEqual([]);
    }
  });
});

describe('one’s own security log', () => {
  const logOf = async ({ accessToken: token }: Person) => {
    const { body } = await app.get('/auth/security-log', { token }).expect(200);
    return body.data as { action: string }[];
  };

  it('shows sign-ins, failures, locks, theft and password changes, newest first', async () => {
    const ann = await anOwner(app);
    for (let time = 0; time < 5; time += 1) await logIn(ann.email, WRONG).expect(401);
    await app.sql('DELETE FROM login_throttles');
    const body = { currentPassword: PASSWORD, newPassword: NEW };
    await app.post('/auth/change-password', body, { token: ann.accessToken }).expect(200);
    await signIn(app, { email: ann.email, password: NEW });

    const log = await logOf(ann);

    const actions = log.map(({ action }) => action);
    expect(actions.slice(0, 2)).toEqual(['login.succeeded', 'password.changed']);
    expect(actions.slice(2, 8).sort()).toEqual([
      ...Array.from({ length: 5 }, () => 'login.failed'),
      'login.locked',
    ]);
    expect(actions.slice(8).sort()).toEqual(['login.succeeded', 'user.registered']);
    expect(log[0]).toEqual({
      id,
      action: 'login.succeeded',
      occurredAt: id,
      ip: '127.0.0.1',
      userAgent: null,
      requestId: id,
      details: { sessionId: id },
    });
  });

  it('shows nothing of anybody else', async () => {
    const [ann, bob] = [await aPerson(app), await aPerson(app)];
    await logIn(bob.email, WRONG).expect(401);

    const actions = (await logOf(ann)).map(({ action }) => action);
    expect(actions.sort()).toEqual(['login.succeeded', 'user.registered']);
    await app.get('/auth/security-log').expect(401);
  });
});
