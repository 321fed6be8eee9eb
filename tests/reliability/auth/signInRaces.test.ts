import { PasswordWorkers } from '../../../src/modules/auth/infrastructure/PasswordWorkers';
import { throttleIdentifier } from '../../../src/modules/auth/domain/throttleIdentifier';
import { anEmail, aPerson, PASSWORD } from '../../support/app/people';
import { statuses } from '../../support/app/statuses';
import { storeAs, storedHash } from '../../support/app/storedHash';
import { TestApp } from '../../support/app/TestApp';
import { whileHeld } from '../../support/app/whileHeld';

let app: TestApp;
beforeAll(async () => {
  app = await TestApp.start({ BCRYPT_ROUNDS: '9' });
});
afterAll(() => app.stop());

const logIn = (email: string, password = PASSWORD) => app.post('/auth/login', { email, password });
const atOnce = <T>(times: number, act: (n: number) => PromiseLike<T>) =>
  Promise.all(Array.from({ length: times }, (_, n) => act(n)));

const throttleOf = async (email: string) => {
  const [row] = await app.sql('SELECT failures, pending, locks FROM login_throttles WHERE identifier = $1', [
    throttleIdentifier(email),
  ]);
  return row;
};
const audited = async (action: string, id: string) => {
  const rows = await app.sql('SELECT 1 FROM audit_log WHERE action = $1 AND subject_id = $2', [action, id]);
  return rows.length;
};

describe('many at once', () => {
  it('A3 with a wrong password: five are checked, and the address locks once', async () => {
    const ann = await aPerson(app);
    const verify = jest.spyOn(PasswordWorkers.prototype, 'verify');

    const answers = await atOnce(100, () => logIn(ann.email, 'not the password'));

    expect(verify).toHaveBeenCalledTimes(5);
    expect(statuses(answers)).toEqual({ '401 INVALID_CREDENTIALS': 5, '423 ACCOUNT_LOCKED': 95 });
    expect(await throttleOf(ann.email)).toEqual({ failures: 0, pending: 0, locks: 1 });
    expect(await audited('login.failed', ann.id)).toBe(5);
    expect(await audited('login.locked', ann.id)).toBe(1);
    verify.mockRestore();
  });

  it('with the right password: all get in, also after four failures', async () => {
    const ann = await aPerson(app);
    for (let time = 0; time < 4; time += 1) await logIn(ann.email, 'not the password').expect(401);

    expect(statuses(await atOnce(50, () => logIn(ann.email)))).toEqual({ '200': 50 });

    expect(await throttleOf(ann.email)).toEqual({ failures: 0, pending: 0, locks: 0 });
    expect(await audited('login.succeeded', ann.id)).toBe(51);
  });

  it('E14 beyond fifty sessions: fifty stay', async () => {
    const ann = await aPerson(app);
    await app.sql(
      `INSERT INTO sessions (id, user_id, expires_at, ends_at)
       SELECT gen_random_uuid(), $1, now() + interval '1 day', now() + interval '1 day' FROM generate_series(1, 48)`,
      [ann.id],
    );

    await atOnce(10, () => logIn(ann.email).expect(200));

    const [live] = await app.sql(
      'SELECT count(*)::int AS count FROM sessions WHERE user_id = $1 AND ended_at IS NULL',
      [ann.id],
    );
    expect(live).toEqual({ count: 50 });
  });

  it('with a hash of other settings: all get in, and one hash is kept', async () => {
    const ann = await aPerson(app);
    await storeAs(app, ann, { algorithm: 'bcrypt', bcryptRounds: 4 });

    expect(statuses(await atOnce(10, () => logIn(ann.email)))).toEqual({ '200': 10 });

    expect(await storedHash(app, ann.id)).toMatch(/^\$2b\$09\$/);
    await logIn(ann.email).expect(200);
  });

  it('A17 on as many addresses: what is beyond the queue is refused at once, and reading goes on', async () => {
    const ann = await aPerson(app);
    const flood = atOnce(200, () => logIn(anEmail()));
    const reads = await atOnce(20, () => app.get('/users/me', { token: ann.accessToken }));
    const answers = await flood;

    expect(statuses(reads)).toEqual({ '200': 20 });
    expect(['401 INVALID_CREDENTIALS', '503 HASHING_BUSY']).toEqual(
      expect.arrayContaining(Object.keys(statuses(answers))),
    );
    const busy = answers.filter(({ status }) => status === 503);
    expect(busy.filter(({ headers }) => Number(headers['retry-after']) >= 1)).toHaveLength(busy.length);
    const [pending] = await app.sql('SELECT sum(pending)::int AS sum FROM login_throttles');
    expect(pending).toEqual({ sum: 0 });
  });
});

describe('a password that changes while it is being checked', () => {
  const NEW_PASSWORD = (id: string) =>
    [`UPDATE credentials SET password_hash = 'new', changed_at = now() WHERE user_id = $1`, [id]] as const;
  const SESSIONS_END = (id: string) =>
    [`UPDATE sessions SET ended_at = now() WHERE user_id = $1 AND ended_at IS NULL`, [id]] as const;

  it('C6 a login with the old one that runs beside the reset gets no session', async () => {
    const ann = await aPerson(app);

    const answer = await whileHeld(app, [NEW_PASSWORD(ann.id), SESSIONS_END(ann.id)], () =>
      app.post('/auth/login', { email: ann.email, password: PASSWORD }),
    );

    expect(answer.body).toMatchObject({ statusCode: 401, code: 'INVALID_CREDENTIALS' });
    const live = await app.sql('SELECT 1 FROM sessions WHERE user_id = $1 AND ended_at IS NULL', [ann.id]);
    expect(live).toEqual([]);
  });

  it('C6 a thief who changes it beside the reset does not win over the owner', async () => {
    const ann = await aPerson(app);
    const body = { currentPassword: PASSWORD, newPassword: 'what the thief would like' };

    const answer = await whileHeld(app, [NEW_PASSWORD(ann.id), SESSIONS_END(ann.id)], () =>
      app.post('/auth/change-password', body, { token: ann.accessToken }),
    );

    expect(answer.body).toMatchObject({ statusCode: 401, code: 'INVALID_CREDENTIALS' });
    const [stored] = await app.sql('SELECT password_hash FROM credentials WHERE user_id = $1', [ann.id]);
    expect(stored).toEqual({ password_hash: 'new' });
  });
});
