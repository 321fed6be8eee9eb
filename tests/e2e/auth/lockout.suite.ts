import { randomBytes } from 'node:crypto';
import type { Response } from 'supertest';
import { DomainError } from '../../../src/core/domain/DomainError';
import { throttleIdentifier } from '../../../src/modules/auth/domain/throttleIdentifier';
import { PasswordWorkers } from '../../../src/modules/auth/infrastructure/PasswordWorkers';
import { faceOf } from '../../support/app/faceOf';
import { anEmail, aPerson, mailedToken, PASSWORD, type Person } from '../../support/app/people';
import { expectRefusal } from '../../support/app/refusal';
import { TestApp } from '../../support/app/TestApp';

let app: TestApp;
beforeAll(async () => {
  app = await TestApp.start();
});
afterAll(() => app.stop());

const WRONG = 'not the password';
const logIn = (email: string, password: string) => app.post('/auth/login', { email, password });
const changePassword = ({ accessToken }: Person, currentPassword: string) =>
  app.post(
    '/auth/change-password',
    { currentPassword, newPassword: 'another fine passphrase' },
    { token: accessToken },
  );

async function fail(email: string, times: number): Promise<void> {
  for (let time = 0; time < times; time += 1) await logIn(email, WRONG).expect(401);
}

/** The seconds a locked answer tells to wait. */
const wait = (answer: Response) => Number(answer.headers['retry-after']);

const passes = (email: string, time: string) =>
  app.sql(
    `UPDATE login_throttles SET failed_at = ARRAY(SELECT at - $2::interval FROM unnest(failed_at) AS at),
       locked_until = locked_until - $2::interval WHERE identifier IN ($1, ' ' || $3)`,
    [throttleIdentifier(email), time, email],
  );

async function auditedOf(email: string): Promise<Record<string, number>> {
  const rows = await app.sql<{ action: string; times: number }>(
    `SELECT action, count(*)::int AS times FROM audit_log WHERE details->>'email' = $1 AND action LIKE 'login.%'
     GROUP BY action`,
    [email],
  );
  return Object.fromEntries(rows.map(({ action, times }) => [action, times]));
}

describe('five failures', () => {
  it('A2 lock the address: even the right password opens nothing, and the lock is audited once', async () => {
    const { email } = await aPerson(app);
    await fail(email, 5);

    const answer = await expectRefusal(app, () => logIn(email, PASSWORD), {
      status: 423,
      code: 'ACCOUNT_LOCKED',
    });
    await logIn(email, WRONG).expect(423);
    await logIn(email, WRONG).expect(423);

    expect(wait(answer)).toBeGreaterThan(50);
    expect(wait(answer)).toBeLessThanOrEqual(60);
    expect(answer.headers['set-cookie']).toBeUndefined();
    expect(await auditedOf(email)).toEqual({ 'login.failed': 5, 'login.locked': 1 });
  });

  it('A4 lock an address that nobody has just the same', async () => {
    const [{ email: known }, unknown] = [await aPerson(app), anEmail()];
    const locked = async (email: string) => {
      await fail(email, 5);
      const face = faceOf(await logIn(email, PASSWORD).expect(423));
      return { ...face, headers: face.headers.filter(([name]) => name !== 'retry-after') };
    };

    expect(await locked(unknown)).toEqual(await locked(known));
    expect(await auditedOf(unknown)).toEqual(await auditedOf(known));
  });

  it('A20 are counted together for every spelling of an address', async () => {
    const end = randomBytes(6).toString('hex');
    for (const spelling of ['ann.smith', 'ANN.SMITH', 'annsmith', 'a.n.n.smith', ' ann.smith']) {
      await fail(`${spelling}${end}@example.com`, 1);
    }
    await logIn(`ann.smith${end}@Example.com `, WRONG).expect(423);
  });

  it('A20 are not forgiven by the right password of another account whose address differs by a dot', async () => {
    const ann = await aPerson(app);
    const dotted = `a.${ann.email.slice(1)}`;
    await app
      .post('/auth/register', { email: dotted, password: PASSWORD, firstName: 'Al', lastName: 'Most' })
      .expect(201);
    await fail(ann.email, 4);
    await logIn(dotted, PASSWORD).expect(200);
    await fail(ann.email, 1);
    await logIn(ann.email, PASSWORD).expect(423);
  });

  it('lock nobody else', async () => {
    const [ann, bob] = [await aPerson(app), await aPerson(app)];
    await fail(ann.email, 5);
    await logIn(ann.email, PASSWORD).expect(423);
    await logIn(bob.email, PASSWORD).expect(200);
  });

  it('leave those in who are signed in', async () => {
    const ann = await aPerson(app);
    await fail(ann.email, 5);
    await app.get('/users/me', { token: ann.accessToken }).expect(200);
    await app.post('/auth/refresh', { refreshToken: ann.refreshToken }).expect(200);
  });

  it('count when they come within 15 minutes', async () => {
    const { email } = await aPerson(app);
    await fail(email, 4);
    await passes(email, '15 minutes 1 second');
    await fail(email, 4);
    await logIn(email, PASSWORD).expect(200);
  });

  it('count from the last right password', async () => {
    const { email } = await aPerson(app);
    await fail(email, 4);
    await logIn(email, PASSWORD).expect(200);
    await fail(email, 4);
    await logIn(email, PASSWORD).expect(200);
  });

  it('A5 add up over every path that checks a password, and the lock holds on each', async () => {
    const ann = await aPerson(app);
    await fail(ann.email, 2);
    for (let time = 0; time < 3; time += 1) {
      const answer = await changePassword(ann, WRONG).expect(401);
      expect(answer.body.code).toBe('INVALID_CREDENTIALS');
    }

    await expectRefusal(app, () => changePassword(ann, PASSWORD), { status: 423, code: 'ACCOUNT_LOCKED' });
    await expectRefusal(app, () => logIn(ann.email, PASSWORD), { status: 423, code: 'ACCOUNT_LOCKED' });
    expect(await auditedOf(ann.email)).toEqual({ 'login.failed': 5, 'login.locked': 1 });
  });
});

describe('the lock', () => {
  it('lasts 1, 5, 15, then 60 minutes', async () => {
    const email = anEmail();
    const minutes = [];
    for (let lock = 0; lock < 5; lock += 1) {
      await fail(email, 5);
      minutes.push(Math.ceil(wait(await logIn(email, WRONG).expect(423)) / 60));
      await passes(email, '1 hour 1 second');
    }
    expect(minutes).toEqual([1, 5, 15, 60, 60]);
  });

  it('starts over after a day of peace, and after a right password', async () => {
    const { email } = await aPerson(app);
    const minutes = [];
    for (const peace of ['6 minutes', '25 hours', '2 minutes', '6 minutes']) {
      await fail(email, 5);
      minutes.push(Math.ceil(wait(await logIn(email, WRONG).expect(423)) / 60));
      await passes(email, peace);
    }
    await logIn(email, PASSWORD).expect(200);
    await fail(email, 5);
    minutes.push(Math.ceil(wait(await logIn(email, WRONG).expect(423)) / 60));

    expect(minutes).toEqual([1, 5, 1, 5, 1]);
  });

  it('C12 does not hinder a reset, which lifts it', async () => {
    const { email } = await aPerson(app);
    await fail(email, 5);
    await app.post('/auth/forgot-password', { email }).expect(200);
    const token = await mailedToken(app, email, '/reset-password');
    const newPassword = 'another fine passphrase';

    await app.post('/auth/reset-password', { token, newPassword }).expect(200);

    await logIn(email, newPassword).expect(200);
    await fail(email, 4);
    await logIn(email, newPassword).expect(200);
  });
});

describe('a check under way', () => {
  const throttleOf = async (email: string) => {
    const [row] = await app.sql('SELECT failures, pending FROM login_throttles WHERE identifier = $1', [
      throttleIdentifier(email),
    ]);
    return row;
  };

  it('A3 holds others up that could be one failure too many, until it is over', async () => {
    const { email } = await aPerson(app);
    await logIn(email, PASSWORD).expect(200);
    await app.sql(
      `UPDATE login_throttles SET failed_at = array_fill(now(), ARRAY[3]), failed_as = array_fill($2::text, ARRAY[3]),
         pending = 2, pending_until = now() + interval '300 milliseconds' WHERE identifier = $1`,
      [throttleIdentifier(email), email],
    );

    await logIn(email, PASSWORD).expect(200);

    expect(await throttleOf(email)).toEqual({ failures: 0, pending: 0 });
  });

  it('A17 that cannot be made for want of time counts for nothing', async () => {
    const { email } = await aPerson(app);
    const verify = jest.spyOn(PasswordWorkers.prototype, 'verify');
    verify.mockRejectedValueOnce(
      new DomainError('unavailable', 'HASHING_BUSY', 'Busy.', { retryAfter: 1.2 }),
    );

    const answer = await expectRefusal(app, () => logIn(email, WRONG), {
      status: 503,
      code: 'HASHING_BUSY',
      writes: ['login_throttles'],
    });

    expect(answer.headers['retry-after']).toBe('2');
    expect(await throttleOf(email)).toEqual({ failures: 0, pending: 0 });
    verify.mockRestore();
  });
});
