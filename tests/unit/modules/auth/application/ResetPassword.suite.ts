import { DomainError } from '../../../../../src/core/domain/DomainError';
import type { Job } from '../../../../../src/core/application/Jobs';
import type { SignIn } from '../../../../../src/modules/auth/application/SignIn';
import { IssuePasswordReset } from '../../../../../src/modules/auth/application/IssuePasswordReset';
import { RequestPasswordReset } from '../../../../../src/modules/auth/application/RequestPasswordReset';
import { ResetPassword } from '../../../../../src/modules/auth/application/ResetPassword';
import { ANN, AuthScene } from '../../../../support/AuthScene';
import { there } from '../../../../support/there';

const NEW = 'quite another passphrase';
let scene: AuthScene;
let ann: SignIn;

/** Everything the worker has to do. */
const workOff = async () => {
  for (const { kind, payload, secret } of scene.jobs.jobs.splice(0)) {
    const job: Job = {
      ...{ id: 'job', kind, attempts: 0, requestId: null },
      payload: { ...payload, ...secret },
    };
    await scene.get(IssuePasswordReset).run(job);
  }
};
const forgot = async (email = ANN.email) => {
  await scene.get(RequestPasswordReset).execute(email);
  await workOff();
};
const mailed = () => (there(scene.post.mails.at(-1)).data as { token: string }).token;
const reset = (token: string, password = NEW) => scene.get(ResetPassword).execute(token, password);
const invalid = { kind: 'invalid', code: 'TOKEN_INVALID' };

beforeEach(async () => {
  scene = new AuthScene();
  ann = await scene.signedUp();
});

describe('A forgotten password', () => {
  it('C1 is noted alike for known and unknown addresses, and not readable', async () => {
    await scene.get(RequestPasswordReset).execute(' ANN@example.com');
    await scene.get(RequestPasswordReset).execute('nobody@example.com');
    expect(scene.jobs.jobs.map(({ kind, payload }) => ({ kind, payload }))).toEqual([
      { kind: 'auth.issue-password-reset', payload: {} },
      { kind: 'auth.issue-password-reset', payload: {} },
    ]);
    expect(scene.jobs.jobs.map(({ secret }) => secret)).toEqual([
      { email: 'ann@example.com' },
      { email: 'nobody@example.com' },
    ]);
  });

  it('brings its owner a mail with a token, and is recorded', async () => {
    await forgot();
    expect(scene.post.mails).toMatchObject([
      { name: 'auth.reset-password', to: ANN.email, data: { firstName: 'Ann', token: expect.any(String) } },
    ]);
    expect(scene.recordedAs('auth:password-reset-requested')).toEqual([{ email: ANN.email }]);
  });

  it('C1 brings nobody anything for an unknown or inactive account', async () => {
    await forgot('nobody@example.com');
    scene.users.change(ann.user.id, { status: 'inactive' });
    await forgot();
    expect(scene.post.mails).toEqual([]);
    expect(scene.ledger.names).toEqual([]);
  });

  it('C3 brings three mails an hour and no more', async () => {
    for (let time = 0; time < 10; time += 1) await forgot();
    expect(scene.post.mails).toHaveLength(3);
    expect(scene.recordedAs('auth:password-reset-requested')).toHaveLength(3);
    scene.clock.advance(3_600);
    await forgot();
    expect(scene.post.mails).toHaveLength(4);
  });
});

describe('Resetting a password', () => {
  beforeEach(() => forgot());

  it('makes the new one hold, and the old one no more', async () => {
    await reset(mailed());
    await expect(scene.logIn()).rejects.toMatchObject({ code: 'INVALID_CREDENTIALS' });
    await scene.logIn({ password: NEW });
  });

  it('C6 ends every session, signs nobody in, and is recorded', async () => {
    const other = await scene.logIn();
    scene.ledger.events.length = 0;
    await reset(mailed());
    for (const signIn of [ann, other]) {
      const { sid } = scene.accessTokens.read(signIn.accessToken);
      expect(await scene.live.isLive(sid, ann.user.id)).toBe(false);
      expect(scene.live.told).toContain(sid);
    }
    expect(scene.ledger.names).toEqual([
      'user:email-verified',
      'auth:sessions-revoked',
      'auth:password-reset',
    ]);
    expect(scene.recordedAs('auth:password-reset')).toEqual([{ email: ANN.email }]);
  });

  it('verifies the address the token was mailed to', async () => {
    await reset(mailed());
    expect((await scene.users.find(ann.user.id))?.state.emailVerified).toBe(true);
  });

  it('C12 lifts a lock', async () => {
    for (let time = 0; time < 5; time += 1) {
      await expect(scene.logIn({ password: 'wrong' })).rejects.toMatchObject({ code: 'INVALID_CREDENTIALS' });
    }
    await expect(scene.logIn()).rejects.toMatchObject({ code: 'ACCOUNT_LOCKED' });
    await reset(mailed());
    await scene.logIn({ password: NEW });
  });

  it('C5 refuses a token that was used, made up, or has expired', async () => {
    const token = mailed();
    await expect(reset('x')).rejects.toMatchObject(invalid);
    await expect(reset('')).rejects.toMatchObject(invalid);
    await reset(token);
    await expect(reset(token, 'yet another passphrase')).rejects.toMatchObject(invalid);
    await forgot();
    scene.clock.advance(3_600);
    await expect(reset(mailed())).rejects.toMatchObject(invalid);
  });

  it('C4 lets one of many win who use the token at once, and its password hold', async () => {
    const token = mailed();
    const passwords = Array.from({ length: 20 }, (_, n) => `${NEW} number ${n}`);
    const answers = await Promise.allSettled(passwords.map((password) => reset(token, password)));
    const winners = passwords.filter((_, n) => answers[n]?.status === 'fulfilled');
    expect(winners).toHaveLength(1);
    const refusals = answers.flatMap((answer) =>
      answer.status === 'rejected' ? [answer.reason as unknown] : [],
    );
    expect(refusals).toEqual(Array.from({ length: 19 }, () => expect.objectContaining(invalid)));
    await scene.logIn({ password: winners[0] });
  });

  it('C7 lets the newest token only be used', async () => {
    const old = mailed();
    await forgot();
    await expect(reset(old)).rejects.toMatchObject(invalid);
    await reset(mailed());
  });

  it('B8 refuses a bad password, and the token stays good', async () => {
    await expect(reset(mailed(), 'ann smith')).rejects.toMatchObject({
      code: 'VALIDATION_ERROR',
      facts: { details: [expect.objectContaining({ path: 'body.newPassword' })] },
    });
    await reset(mailed());
  });

  it('A17 keeps the token good when the hasher is busy', async () => {
    const busy = new DomainError('unavailable', 'HASHING_BUSY', 'busy');
    jest.spyOn(scene.hasher, 'hash').mockRejectedValueOnce(busy);
    await expect(reset(mailed())).rejects.toBe(busy);
    await reset(mailed());
  });

  it('refuses a token that was mailed to an address the account has no more', async () => {
    scene.users.change(ann.user.id, { email: 'new@example.com' });
    await expect(reset(mailed())).rejects.toMatchObject(invalid);
    scene.users.change(ann.user.id, { email: ANN.email });
    await reset(mailed());
  });

  it('refuses the token of a deleted account', async () => {
    scene.users.remove(ann.user.id);
    await expect(reset(mailed())).rejects.toMatchObject(invalid);
  });
});
