import { Authenticator } from '../../../../../src/core/application/Authenticator';
import { asId } from '../../../../../src/core/domain/ids';
import { EndSessions } from '../../../../../src/modules/auth/application/EndSessions';
import type { SignIn } from '../../../../../src/modules/auth/application/SignIn';
import { ANN, AuthScene } from '../../../../support/AuthScene';

let scene: AuthScene;
let ann: SignIn;
const authenticate = (token = ann.accessToken) => {
  const authenticator = scene.get(Authenticator);
  return authenticator.authenticate(authenticator.read(token));
};
const ended = { kind: 'unauthenticated', code: 'SESSION_ENDED' };

beforeEach(async () => {
  scene = new AuthScene();
  ann = await scene.signedUp();
});

describe('Who calls', () => {
  it('is who the token was issued to, as they are now', async () => {
    expect(await authenticate()).toEqual({
      ...{ userId: ann.user.id, email: ANN.email, emailVerified: false, isSuperAdmin: false },
      ...{ sid: scene.accessTokens.read(ann.accessToken).sid, tokenWorkspaceId: ann.entered?.workspace.id },
    });
    scene.users.change(ann.user.id, {
      ...{ email: 'new@example.com', emailVerified: true, platformRole: 'super_admin' },
    });
    expect(await authenticate()).toMatchObject({
      ...{ email: 'new@example.com', emailVerified: true, isSuperAdmin: true },
    });
  });

  it.each(['inactive', 'banned'] as const)('D7 is nobody when the account is %s', async (status) => {
    scene.users.change(ann.user.id, { status });
    await expect(authenticate()).rejects.toMatchObject(ended);
  });

  it('D7 is nobody when the account was deleted or the session ended', async () => {
    const other = await scene.logIn();
    await scene.get(EndSessions).one(scene.accessTokens.read(other.accessToken).sid, ann.user.id);
    await expect(authenticate(other.accessToken)).rejects.toMatchObject(ended);
    await authenticate();
    scene.users.remove(ann.user.id);
    await expect(authenticate()).rejects.toMatchObject(ended);
  });

  it('is nobody when the session is somebody else’s', async () => {
    const bob = await scene.signedUp({ email: 'bob@example.com' });
    const claim = scene.accessTokens.read(ann.accessToken);
    const forged = { ...claim, userId: bob.user.id };
    await expect(scene.get(Authenticator).authenticate(forged)).rejects.toMatchObject(ended);
    const gone = { ...claim, sid: asId<'session'>('01890a5d-ac96-774b-bcce-b302099a8057') };
    await expect(scene.get(Authenticator).authenticate(gone)).rejects.toMatchObject(ended);
  });
});
