import { DomainError } from '../../../../../src/core/domain/DomainError';
import type { UserId } from '../../../../../src/core/domain/ids';
import { ANN, AuthScene } from '../../../../support/AuthScene';
import { PlainPasswordHasher } from '../../../../support/fakes/PlainPasswordHasher';
import { there } from '../../../../support/there';

const ANNS = { isActive: true, revision: null, hasMfa: false };
let scene: AuthScene;
let annId: UserId;
let workspaceId: string;

beforeEach(async () => {
  scene = new AuthScene();
  const { user, entered } = await scene.signedUp();
  annId = user.id;
  workspaceId = there(entered).workspace.id;
});

describe('Signing in', () => {
  it('opens a session in the workspace, and says so', async () => {
    scene.clock.advance(3_600);
    const { user, entered, accessToken, expiresAt } = await scene.logIn({ email: ' ANN@example.com' });
    expect(user.id).toBe(annId);
    expect(user.state.lastLoginAt).toEqual(scene.clock.now());
    expect(entered).toMatchObject({ role: 'owner', workspace: { id: workspaceId } });
    expect(expiresAt).toEqual(scene.clock.in(900));
    const { sid } = scene.accessTokens.read(accessToken);
    expect(scene.recordedAs('auth:signed-in')).toEqual([{ sessionId: sid }]);
    expect(there(scene.ledger.events[0])).toMatchObject({ subjectId: annId, actorId: annId });
    expect(scene.metrics.counts).toEqual({ 'logins_total{"outcome":"success"}': 1 });
  });

  it('A16 opens a session of its own each time', async () => {
    const [one, two] = [await scene.logIn(), await scene.logIn()];
    expect(one.refreshToken).not.toBe(two.refreshToken);
    expect(scene.accessTokens.read(one.accessToken).sid).not.toBe(
      scene.accessTokens.read(two.accessToken).sid,
    );
  });

  it('A1 answers a wrong password and an unknown e-mail alike', async () => {
    const known = await scene.logIn({ password: 'wrong' }).catch((error: unknown) => error as DomainError);
    const unknown = await scene
      .logIn({ email: 'nobody@example.com' })
      .catch((error: unknown) => error as DomainError);
    expect(known).toMatchObject({ kind: 'unauthenticated', code: 'INVALID_CREDENTIALS' });
    expect(unknown).toEqual(known);
    expect(scene.metrics.counts).toEqual({ 'logins_total{"outcome":"invalid_credentials"}': 2 });
    expect(scene.ledger.events).toMatchObject([{ subjectId: annId }, { subjectId: null }]);
  });

  it.each(['inactive', 'banned'] as const)(
    'A18 tells an account that is %s only after the right password',
    async (status) => {
      scene.users.change(annId, { status });
      await expect(scene.logIn({ password: 'wrong' })).rejects.toMatchObject({ code: 'INVALID_CREDENTIALS' });
      await expect(scene.logIn()).rejects.toMatchObject({ kind: 'forbidden', code: 'ACCOUNT_INACTIVE' });
      expect(scene.recordedAs('auth:sign-in-failed')).toEqual([
        { email: ANN.email, reason: 'password' },
        { email: ANN.email, reason: 'inactive' },
      ]);
      expect(scene.sessions.sessions.size).toBe(1);
    },
  );

  it('A18 answers for a deleted account as for a wrong password', async () => {
    scene.users.remove(annId);
    await expect(scene.logIn()).rejects.toMatchObject({ code: 'INVALID_CREDENTIALS' });
  });

  it('refuses every password of an account that has none', async () => {
    scene.credentials.byEmail = () => Promise.resolve({ ...ANNS, userId: annId, passwordHash: null });
    await expect(scene.logIn()).rejects.toMatchObject({ code: 'INVALID_CREDENTIALS' });
  });

  it('leads into the workspace that is asked for, and refuses one that is not theirs', async () => {
    const other = await scene.signedUp({ email: 'bob@example.com', organizationName: 'Bobs' });
    const theirs = there(other.entered).workspace.id;
    await expect(scene.logIn({ workspaceId: theirs })).rejects.toMatchObject({ kind: 'missing' });
    expect((await scene.logIn({ workspaceId: workspaceId.toUpperCase() })).entered).toMatchObject({
      workspace: { id: workspaceId },
    });
    expect(scene.recordedAs('auth:signed-in')).toHaveLength(1);
  });

  it('refuses when every workspace is suspended, and only then', async () => {
    scene.workspaces.change(workspaceId as never, { status: 'suspended' });
    await expect(scene.logIn()).rejects.toMatchObject({ code: 'WORKSPACE_SUSPENDED' });
    await expect(scene.logIn({ password: 'wrong' })).rejects.toMatchObject({ code: 'INVALID_CREDENTIALS' });
    expect(scene.metrics.counts).toMatchObject({ 'logins_total{"outcome":"workspace_suspended"}': 1 });
  });

  it('opens nothing when the password is replaced while it is checked', async () => {
    const { isCurrent } = scene.credentials;
    scene.credentials.isCurrent = async (credential) => {
      await scene.credentials.set(annId, await scene.hasher.hash('replaced meanwhile'));
      return isCurrent.call(scene.credentials, credential);
    };
    await expect(scene.logIn()).rejects.toMatchObject({ code: 'INVALID_CREDENTIALS' });
    expect(scene.recordedAs('auth:signed-in')).toEqual([]);
  });

  it('counts what nobody foresaw as an error', async () => {
    scene.credentials.byEmail = () => Promise.reject(new Error('broken'));
    await expect(scene.logIn()).rejects.toThrow('broken');
    expect(scene.metrics.counts).toEqual({ 'logins_total{"outcome":"error"}': 1 });
  });
});

describe('A hash of former settings', () => {
  const today = new PlainPasswordHasher(2);
  let stored: string;
  const hashNow = async () => (await scene.credentials.byUser(annId))?.passwordHash;

  beforeEach(async () => {
    scene = new AuthScene(today);
    annId = (await scene.signedUp()).user.id;
    stored = await new PlainPasswordHasher(1).hash(ANN.password);
    await scene.credentials.set(annId, stored);
  });

  it('is replaced at a sign-in, which goes on', async () => {
    await scene.logIn();
    expect(today.needsRehash(there(await hashNow()))).toBe(false);
    await scene.logIn();
  });

  it('is replaced at a later one when the hasher is busy', async () => {
    const busy = new DomainError('unavailable', 'HASHING_BUSY', 'busy');
    jest.spyOn(today, 'hash').mockRejectedValueOnce(busy);
    await scene.logIn();
    expect(await hashNow()).toBe(stored);
    await scene.logIn();
    expect(await hashNow()).not.toBe(stored);
  });

  it('does not hide a mistake', async () => {
    jest.spyOn(today, 'hash').mockRejectedValueOnce(new Error('broken'));
    await expect(scene.logIn()).rejects.toThrow('broken');
  });
});
