import { CreateSuperAdmin } from '../../../../../src/modules/auth/application/CreateSuperAdmin';
import { ANN, AuthScene } from '../../../../support/AuthScene';

let scene: AuthScene;
const create = (account = {}) => scene.get(CreateSuperAdmin).execute({ ...ANN, ...account });
const role = async () => (await scene.users.findByEmail(ANN.email))?.state.platformRole;

beforeEach(() => {
  scene = new AuthScene();
});

describe('Creating a super admin', () => {
  it('makes an account that can sign in, and no workspace', async () => {
    expect(await create()).toBe('created');
    expect(await role()).toBe('super_admin');
    expect((await scene.logIn()).entered).toBeNull();
  });

  it('changes nothing the second time, whatever the password', async () => {
    await create();
    expect(await create({ password: 'quite another passphrase' })).toBe('unchanged');
    await scene.logIn();
  });

  it('promotes a verified account, which keeps its password and names', async () => {
    const { user } = await scene.signedUp();
    scene.users.change(user.id, { emailVerified: true });
    expect(await create({ password: 'x', firstName: 'Eve' })).toBe('promoted');
    expect(await role()).toBe('super_admin');
    expect((await scene.logIn()).user.state.firstName).toBe('Ann');
  });

  it('takes an account that was never verified from whoever made it', async () => {
    const { user, accessToken } = await scene.signedUp();
    const password = 'the passphrase of the operator';
    expect(await create({ password, firstName: 'Root' })).toBe('taken-over');
    expect(await role()).toBe('super_admin');
    const { sid } = scene.accessTokens.read(accessToken);
    expect(await scene.live.isLive(sid, user.id)).toBe(false);
    await expect(scene.logIn()).rejects.toMatchObject({ code: 'INVALID_CREDENTIALS' });
    expect((await scene.logIn({ password })).user.state.firstName).toBe('Root');
    expect(scene.recordedAs('auth:account-taken-over')).toEqual([{ email: ANN.email }]);
  });

  it('takes no account over with a bad password', async () => {
    await scene.signedUp();
    await expect(create({ password: 'x' })).rejects.toMatchObject({ code: 'VALIDATION_ERROR' });
    expect(await role()).toBeNull();
    await scene.logIn();
  });

  it('refuses an inactive account that was never verified', async () => {
    const { user } = await scene.signedUp();
    scene.users.change(user.id, { status: 'banned' });
    await expect(create()).rejects.toMatchObject({ code: 'EMAIL_TAKEN' });
    expect(await role()).toBeNull();
  });

  it('refuses a bad password, and makes nothing', async () => {
    await expect(create({ password: 'ann smith' })).rejects.toMatchObject({ code: 'VALIDATION_ERROR' });
    expect(await scene.users.findByEmail(ANN.email)).toBeNull();
  });

  it('makes one of many who try at once', async () => {
    const outcomes = await Promise.all([create(), create(), create()]);
    expect(outcomes.sort()).toEqual(['created', 'unchanged', 'unchanged']);
  });
});
