import type { SessionId, UserId } from '../../../../../src/core/domain/ids';
import type { SignIn } from '../../../../../src/modules/auth/application/SignIn';
import { ChangePassword } from '../../../../../src/modules/auth/application/ChangePassword';
import { ResetPassword } from '../../../../../src/modules/auth/application/ResetPassword';
import { ANN, AuthScene } from '../../../../support/AuthScene';

const NEW = 'quite another passphrase';
let scene: AuthScene;
let ann: SignIn;
let annId: UserId;
let here: SessionId;

const change = (currentPassword = ANN.password, newPassword = NEW) =>
  scene.get(ChangePassword).execute(annId, here, { currentPassword, newPassword });
const isLive = ({ accessToken }: SignIn) =>
  scene.live.isLive(scene.accessTokens.read(accessToken).sid, annId);

beforeEach(async () => {
  scene = new AuthScene();
  ann = await scene.signedUp();
  annId = ann.user.id;
  here = scene.accessTokens.read(ann.accessToken).sid;
});

describe('Changing a password', () => {
  it('makes the new one hold, and the old one no more', async () => {
    await change();
    await expect(scene.logIn()).rejects.toMatchObject({ code: 'INVALID_CREDENTIALS' });
    await scene.logIn({ password: NEW });
  });

  it('ends every other session, and is recorded', async () => {
    const other = await scene.logIn();
    scene.ledger.events.length = 0;
    await change();
    expect([await isLive(ann), await isLive(other)]).toEqual([true, false]);
    expect(scene.ledger.names).toEqual(['auth:sessions-revoked', 'auth:password-changed']);
    expect(scene.recordedAs('auth:sessions-revoked')).toEqual([
      { sessionIds: [scene.accessTokens.read(other.accessToken).sid], reason: 'password' },
    ]);
  });

  it('A5 counts a wrong current password like a failed sign-in, and a lock holds for both', async () => {
    for (let time = 0; time < 3; time += 1) {
      await expect(change('wrong')).rejects.toMatchObject({ code: 'INVALID_CREDENTIALS' });
    }
    for (let time = 0; time < 2; time += 1) {
      await expect(scene.logIn({ password: 'wrong' })).rejects.toMatchObject({ code: 'INVALID_CREDENTIALS' });
    }
    await expect(change()).rejects.toMatchObject({ code: 'ACCOUNT_LOCKED' });
    await expect(scene.logIn()).rejects.toMatchObject({ code: 'ACCOUNT_LOCKED' });
    expect(scene.recordedAs('auth:password-changed')).toEqual([]);
  });

  it('B8 refuses a bad new password', async () => {
    await expect(change(ANN.password, 'Ann Smith')).rejects.toMatchObject({
      code: 'VALIDATION_ERROR',
      facts: { details: [expect.objectContaining({ path: 'body.newPassword' })] },
    });
    await scene.logIn();
  });

  it('C7 makes open reset links worthless', async () => {
    const token = await scene.tokens.issue('reset-password', { userId: annId, email: ANN.email });
    await change();
    await expect(scene.get(ResetPassword).execute(token, 'yet another passphrase')).rejects.toMatchObject({
      code: 'TOKEN_INVALID',
    });
  });

  it('opens nothing when the password is replaced while it is checked', async () => {
    const { hash } = scene.hasher;
    scene.hasher.hash = async (password) => {
      await scene.credentials.set(annId, await hash.call(scene.hasher, 'reset meanwhile'));
      return hash.call(scene.hasher, password);
    };
    await expect(change()).rejects.toMatchObject({ code: 'INVALID_CREDENTIALS' });
    await scene.logIn({ password: 'reset meanwhile' });
  });

  it('is refused when the account is gone, or has no password', async () => {
    scene.credentials.byUser = () => Promise.resolve(null);
    await expect(change()).rejects.toMatchObject({ code: 'INVALID_CREDENTIALS' });
    scene.users.remove(annId);
    await expect(change()).rejects.toMatchObject({ code: 'SESSION_ENDED' });
  });
});
