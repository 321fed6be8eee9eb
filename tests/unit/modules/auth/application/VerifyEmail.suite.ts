import type { PublishedEvent } from '../../../../../src/core/application/EventBus';
import type { UserId } from '../../../../../src/core/domain/ids';
import { IssueVerification } from '../../../../../src/modules/auth/application/IssueVerification';
import { MailVerificationWhenUserRegistered } from '../../../../../src/modules/auth/application/MailVerificationWhenUserRegistered';
import { RequestVerification } from '../../../../../src/modules/auth/application/RequestVerification';
import { VerifyEmail } from '../../../../../src/modules/auth/application/VerifyEmail';
import { ANN, AuthScene } from '../../../../support/AuthScene';
import { there } from '../../../../support/there';

let scene: AuthScene;
let annId: UserId;

const react = (subjectId: string | null = annId, email = ANN.email) =>
  scene
    .get(MailVerificationWhenUserRegistered)
    .react({ event: 'user:registered', subjectId, payload: { email } } as PublishedEvent<'user:registered'>);
const resend = async (email = ANN.email) => {
  await scene.get(RequestVerification).execute(email);
  for (const { kind, payload, secret } of scene.jobs.jobs.splice(0)) {
    expect({ kind, payload }).toEqual({ kind: 'auth.issue-verification', payload: {} });
    const job = { ...{ id: 'job', kind, attempts: 0, requestId: null }, payload: { ...secret } };
    await scene.get(IssueVerification).run(job);
  }
};
const mailed = () => (there(scene.post.mails.at(-1)).data as { token: string }).token;
const verify = (token: string) => scene.get(VerifyEmail).execute(token);
const isVerified = async () => (await scene.users.find(annId))?.state.emailVerified;
const invalid = { kind: 'invalid', code: 'TOKEN_INVALID' };

beforeEach(async () => {
  scene = new AuthScene();
  annId = (await scene.signedUp()).user.id;
});

describe('Who registered', () => {
  it('gets a mail to verify the address', async () => {
    await react();
    expect(scene.post.mails).toMatchObject([
      { name: 'auth.verify-email', to: ANN.email, data: { firstName: 'Ann', token: expect.any(String) } },
    ]);
  });

  it('gets none when the account is gone, verified, or another one by now', async () => {
    await react('01890a5d-ac96-774b-bcce-b302099a8057');
    await react(annId, 'gone@example.com');
    scene.users.change(annId, { emailVerified: true });
    await react();
    expect(scene.post.mails).toEqual([]);
  });
});

describe('Asking for that mail again', () => {
  it('brings it, three times an hour, however the address is spelt', async () => {
    for (const email of [ANN.email, ' ANN@EXAMPLE.com ', ANN.email, ANN.email]) await resend(email);
    expect(scene.post.mails).toHaveLength(3);
  });

  it('brings nothing to unknown, verified and inactive accounts', async () => {
    await resend('nobody@example.com');
    scene.users.change(annId, { status: 'banned' });
    await resend();
    scene.users.change(annId, { status: 'active', emailVerified: true });
    await resend();
    expect(scene.post.mails).toEqual([]);
  });
});

describe('Verifying an address', () => {
  beforeEach(() => react());

  it('is done once with the mailed token', async () => {
    await verify(mailed());
    expect(await isVerified()).toBe(true);
    expect(scene.recordedAs('user:email-verified')).toEqual([{ email: ANN.email }]);
    await expect(verify(mailed())).rejects.toMatchObject(invalid);
  });

  it('B9 is refused with a token that is made up, expired, older, or for something else', async () => {
    const old = mailed();
    await resend();
    await expect(verify(old)).rejects.toMatchObject(invalid);
    await expect(verify('x')).rejects.toMatchObject(invalid);
    const other = await scene.tokens.issue('reset-password', { userId: annId, email: ANN.email });
    await expect(verify(other)).rejects.toMatchObject(invalid);
    scene.clock.advance(3 * 86_400);
    await expect(verify(mailed())).rejects.toMatchObject(invalid);
    expect(await isVerified()).toBe(false);
  });

  it('is refused when the address has changed since, and the token is not used up', async () => {
    scene.users.change(annId, { email: 'new@example.com' });
    await expect(verify(mailed())).rejects.toMatchObject(invalid);
    expect(await isVerified()).toBe(false);
    scene.users.change(annId, { email: ANN.email });
    await verify(mailed());
  });

  it('is done already for an account that is verified: the token is used, nothing happens', async () => {
    scene.users.change(annId, { emailVerified: true });
    await verify(mailed());
    expect(scene.recordedAs('user:email-verified')).toEqual([]);
  });
});
