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

  it('promotes an account that exists, which keeps its password and names', async () => {
    await scene.signedUp();
    expect(await create({ password: 'x', firstName: 'Eve' })).toBe('promoted');
    expect(await role()).toBe('super_admin');
    expect((await scene.logIn()).user.state.firstName).toBe('Ann');
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
