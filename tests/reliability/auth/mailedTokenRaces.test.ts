import { DomainError } from '../../../src/core/domain/DomainError';
import { PasswordWorkers } from '../../../src/modules/auth/infrastructure/PasswordWorkers';
import { aPerson, mailedToken, signIn } from '../../support/app/people';
import { expectRefusal } from '../../support/app/refusal';
import { statuses } from '../../support/app/statuses';
import { isStored } from '../../support/app/storedHash';
import { TestApp } from '../../support/app/TestApp';

let app: TestApp;
beforeAll(async () => {
  app = await TestApp.start();
});
afterAll(() => app.stop());

const fifty = <T>(act: (n: number) => PromiseLike<T>) =>
  Promise.all(Array.from({ length: 50 }, (_, n) => act(n)));
const reset = (token: string, newPassword: string) =>
  app.post('/auth/reset-password', { token, newPassword });
const verify = (token: string) => app.post('/auth/verify-email', { token });
const passwordOf = (n: number) => `the fine passphrase of ${n}`;

async function resetToken(email: string): Promise<string> {
  await app.post('/auth/forgot-password', { email }).expect(200);
  return mailedToken(app, email, '/reset-password');
}
const audited = async (action: string, id: string) => {
  const rows = await app.sql('SELECT 1 FROM audit_log WHERE action = $1 AND subject_id = $2', [action, id]);
  return rows.length;
};

describe('fifty at once', () => {
  it('C4 reset with one token: one wins, its password holds, and every session has ended', async () => {
    for (let round = 0; round < 2; round += 1) {
      const ann = await aPerson(app);
      const elsewhere = await signIn(app, ann);
      const token = await resetToken(ann.email);

      const answers = await fifty((n) => reset(token, passwordOf(n)));

      expect(statuses(answers)).toEqual({ '200': 1, '400 TOKEN_INVALID': 49 });
      const winner = answers.findIndex(({ status }) => status === 200);
      expect(await isStored(app, ann.id, passwordOf(winner))).toBe(true);
      for (const { accessToken, refreshToken } of [ann, elsewhere]) {
        await app.get('/users/me', { token: accessToken }).expect(401);
        await app.post('/auth/refresh', { refreshToken }).expect(401);
      }
      expect(await audited('password.reset', ann.id)).toBe(1);
      await app.drain();
      const notices = app.mails.mails.filter(
        ({ envelope, subject }) => envelope.to.includes(ann.email) && subject === 'Your password was changed',
      );
      expect(notices).toHaveLength(1);
    }
  });

  it('verify with one token: one does', async () => {
    for (let round = 0; round < 3; round += 1) {
      const ann = await aPerson(app);
      const token = await mailedToken(app, ann.email, '/verify-email');

      const answers = await fifty(() => verify(token));

      expect(statuses(answers)).toEqual({ '200': 1, '400 TOKEN_INVALID': 49 });
      expect(await audited('user.email-verified', ann.id)).toBe(1);
    }
  });

  it('(four) change one password: one does, and keeps its session', async () => {
    const ann = await aPerson(app);
    const change = (n: number) =>
      app.post(
        '/auth/change-password',
        { currentPassword: ann.password, newPassword: passwordOf(n) },
        { token: ann.accessToken },
      );

    const answers = await Promise.all(Array.from({ length: 4 }, (_, n) => change(n)));

    expect(statuses(answers)).toEqual({ '200': 1, '401 INVALID_CREDENTIALS': 3 });
    const winner = answers.findIndex(({ status }) => status === 200);
    expect(await isStored(app, ann.id, passwordOf(winner))).toBe(true);
    await app.get('/users/me', { token: ann.accessToken }).expect(200);
  });
});

describe('a reset that does not come to its end', () => {
  it('leaves the token good when there is no time to hash', async () => {
    const ann = await aPerson(app);
    const token = await resetToken(ann.email);
    const hash = jest.spyOn(PasswordWorkers.prototype, 'hash');
    hash.mockRejectedValueOnce(new DomainError('unavailable', 'HASHING_BUSY', 'Busy.', { retryAfter: 1 }));

    await expectRefusal(app, () => reset(token, passwordOf(1)), { status: 503, code: 'HASHING_BUSY' });
    await reset(token, passwordOf(2)).expect(200);

    hash.mockRestore();
  });

  it('of a process that died holds the token for half a minute, no longer', async () => {
    const ann = await aPerson(app);
    const token = await resetToken(ann.email);
    const claimed = (until: string) =>
      app.sql(
        `UPDATE one_time_tokens SET claimed_until = now() + $2::interval WHERE user_id = $1 AND purpose = 'reset-password'`,
        [ann.id, until],
      );

    await claimed('30 seconds');
    await expectRefusal(app, () => reset(token, passwordOf(1)), { status: 400, code: 'TOKEN_INVALID' });
    await claimed('-1 second');
    await reset(token, passwordOf(1)).expect(200);
  });
});
