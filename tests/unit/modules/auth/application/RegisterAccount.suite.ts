import { RegisterUser } from '../../../../../src/modules/auth/application/RegisterUser';
import { SignUp } from '../../../../../src/modules/auth/application/SignUp';
import { ANN, AuthScene } from '../../../../support/AuthScene';
import { there } from '../../../../support/there';

let scene: AuthScene;
const signUp = (account = {}) => scene.get(SignUp).execute({ ...ANN, ...account });
const register = (account = {}) => scene.get(RegisterUser).execute({ ...ANN, ...account });

beforeEach(() => {
  scene = new AuthScene();
});

describe('Signing up', () => {
  it('makes account, workspace, ownership and session', async () => {
    const { user, entered, refreshToken, accessToken, expiresIn, refreshExpiresAt } = await signUp();
    expect(user.state).toMatchObject({ email: ANN.email, firstName: 'Ann', emailVerified: false });
    expect(entered).toMatchObject({ role: 'owner', workspace: { name: 'Acme', slug: 'acme' } });
    expect(refreshToken).toMatch(/^[\w-]{43}$/);
    expect(expiresIn).toBe('15m');
    expect(refreshExpiresAt).toEqual(scene.clock.in(7 * 86_400));
    const claim = scene.accessTokens.read(accessToken);
    expect(claim).toMatchObject({ userId: user.id, workspaceId: entered?.workspace.id });
    expect(await scene.live.isLive(claim.sid, user.id)).toBe(true);
    expect(user.state.lastLoginAt).toEqual(scene.clock.now());
    expect(scene.ledger.names).toEqual([
      'user:registered',
      'workspace:created',
      'workspace:member:joined',
      'auth:signed-in',
    ]);
  });

  it('takes an e-mail as one, however it is spelt', async () => {
    const { user } = await signUp({ email: ' Ann@Example.COM ' });
    expect(user.state.email).toBe('ann@example.com');
    await expect(signUp({ email: 'ANN@example.com' })).rejects.toMatchObject({ code: 'EMAIL_TAKEN' });
  });

  it('keeps the password as a hash only', async () => {
    const { user } = await signUp();
    const { passwordHash } = there(await scene.credentials.byUser(user.id));
    expect(await scene.hasher.verify(ANN.password, passwordHash)).toBe(true);
  });

  it('B8 refuses a password made of what others know of the account, and names every reason', async () => {
    for (const password of ['ann@example.com', 'Ann Smith Acme', 'Acme-Portico', 'password123', 'short']) {
      await expect(signUp({ password, organizationName: 'Acme' })).rejects.toMatchObject({
        kind: 'invalid',
        code: 'VALIDATION_ERROR',
        facts: { details: expect.arrayContaining([expect.objectContaining({ path: 'body.password' })]) },
      });
    }
    expect(scene.ledger.names).toEqual([]);
    expect(await scene.credentials.byEmail(ANN.email)).toBeNull();
  });

  it('is all or nothing', async () => {
    scene.workspaces.add = () => Promise.reject(new Error('no room'));
    await expect(signUp()).rejects.toThrow('no room');
    expect(await scene.users.findByEmail(ANN.email)).toBeNull();
    expect(scene.ledger.names).toEqual([]);
    expect([...scene.sessions.sessions]).toEqual([]);
  });
});

describe('Registering', () => {
  it('makes an account without a workspace', async () => {
    const { user, entered, accessToken } = await register();
    expect(entered).toBeNull();
    expect(scene.accessTokens.read(accessToken)).toMatchObject({ userId: user.id, workspaceId: null });
    expect(scene.ledger.names).toEqual(['user:registered', 'auth:signed-in']);
  });

  it('B1 refuses an e-mail that is taken, spares the hash, and tells its owner once a day', async () => {
    const { user } = await register();
    scene.ledger.events.length = 0;
    const hash = jest.spyOn(scene.hasher, 'hash');
    for (const password of [ANN.password, 'another fine passphrase']) {
      await expect(register({ password })).rejects.toMatchObject({ kind: 'conflict', code: 'EMAIL_TAKEN' });
    }
    expect(hash).not.toHaveBeenCalled();
    expect(scene.post.mails).toMatchObject([{ name: 'auth.email-taken', to: ANN.email, data: {} }]);
    scene.clock.advance(86_400);
    await expect(register()).rejects.toMatchObject({ code: 'EMAIL_TAKEN' });
    expect(scene.post.mails).toHaveLength(2);
    expect(scene.ledger.names).toEqual([]);
    expect((await scene.users.findByEmail(ANN.email))?.id).toBe(user.id);
  });

  it('B2 gives an e-mail to one of many who ask at once', async () => {
    const asked = await Promise.allSettled(Array.from({ length: 20 }, () => register()));
    expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(scene.ledger.names).toEqual(['user:registered', 'auth:signed-in']);
  });

  it('B2 tells the owner, too, where the index noticed first', async () => {
    await register();
    scene.credentials.byEmail = () => Promise.resolve(null);
    await expect(register()).rejects.toMatchObject({ code: 'EMAIL_TAKEN' });
    expect(scene.post.mails).toMatchObject([{ name: 'auth.email-taken', to: ANN.email }]);
  });
});
