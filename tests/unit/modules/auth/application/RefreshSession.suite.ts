import type { SignIn } from '../../../../../src/modules/auth/application/SignIn';
import { RefreshSession } from '../../../../../src/modules/auth/application/RefreshSession';
import { SessionBearer } from '../../../../../src/modules/auth/application/SessionBearer';
import { AuthScene } from '../../../../support/AuthScene';
import { there } from '../../../../support/there';

let scene: AuthScene;
let first: SignIn;

const refresh = (token: string, wanted: string | null = null) =>
  scene.get(RefreshSession).execute(token, wanted as never);
const sidOf = ({ accessToken }: SignIn) => scene.accessTokens.read(accessToken, true).sid;
const isLive = () => scene.live.isLive(sidOf(first), first.user.id);
const reused = { kind: 'unauthenticated', code: 'REFRESH_REUSED' };

beforeEach(async () => {
  scene = new AuthScene();
  first = await scene.signedUp();
});

describe('Refreshing a session', () => {
  it('trades the token for its successor, in the same session', async () => {
    scene.clock.advance(3_600);
    const next = await refresh(first.refreshToken);
    expect(next.refreshToken).not.toBe(first.refreshToken);
    expect(sidOf(next)).toBe(sidOf(first));
    expect(next.refreshExpiresAt).toEqual(scene.clock.in(7 * 86_400));
    expect(next.expiresAt).toEqual(scene.clock.in(900));
    expect(next.entered).toMatchObject({ role: 'owner' });
    expect((await refresh(next.refreshToken)).user.id).toBe(first.user.id);
  });

  it('E2 gives the same successor to whoever asks again within ten seconds', async () => {
    const one = await refresh(first.refreshToken);
    scene.clock.advance(9);
    const two = await refresh(first.refreshToken);
    expect(two.refreshToken).toBe(one.refreshToken);
    expect(two.refreshExpiresAt).toEqual(one.refreshExpiresAt);
    expect(await isLive()).toBe(true);
    expect(scene.ledger.names).toEqual([]);
  });

  it('E3 gives fifty at once the same successor', async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, () => refresh(first.refreshToken)));
    expect(new Set(answers.map(({ refreshToken }) => refreshToken)).size).toBe(1);
  });

  it('E1 ends the session of a token that is used again later, although the request fails', async () => {
    const next = await refresh(first.refreshToken);
    scene.clock.advance(10);
    await expect(refresh(first.refreshToken)).rejects.toMatchObject(reused);
    expect(await isLive()).toBe(false);
    expect(scene.live.told).toEqual([sidOf(first)]);
    expect(scene.ledger.events).toMatchObject([
      {
        name: 'auth:refresh-reused',
        subjectId: first.user.id,
        actorId: null,
        payload: { sessionId: sidOf(first) },
      },
    ]);
    await expect(refresh(next.refreshToken)).rejects.toMatchObject({ code: 'SESSION_ENDED' });
    await expect(refresh(first.refreshToken)).rejects.toMatchObject({ code: 'SESSION_ENDED' });
    expect(scene.ledger.names).toHaveLength(1);
  });

  it('E5 ends the session of a grandparent, also within ten seconds', async () => {
    const next = await refresh(first.refreshToken);
    await refresh(next.refreshToken);
    await expect(refresh(first.refreshToken)).rejects.toMatchObject(reused);
    expect(await isLive()).toBe(false);
  });

  it('E1 leaves other sessions of the account alone', async () => {
    const other = await scene.logIn();
    await refresh(first.refreshToken);
    scene.clock.advance(11);
    await expect(refresh(first.refreshToken)).rejects.toMatchObject(reused);
    await refresh(other.refreshToken);
  });

  it('E7 refuses a token that has run out, and ends nothing', async () => {
    scene.clock.advance(7 * 86_400);
    await expect(refresh(first.refreshToken)).rejects.toMatchObject({ code: 'REFRESH_INVALID' });
    expect(scene.ledger.names).toEqual([]);
  });

  it.each(['', 'x', 'A'.repeat(43), 'a.b.c'])('E10 refuses what was never issued: %p', async (token) => {
    await expect(refresh(token)).rejects.toMatchObject({ kind: 'unauthenticated', code: 'REFRESH_INVALID' });
  });

  it.each(['inactive', 'banned'] as const)('refuses an account that is %s', async (status) => {
    scene.users.change(first.user.id, { status });
    await expect(refresh(first.refreshToken)).rejects.toMatchObject({ code: 'SESSION_ENDED' });
  });

  it('takes the e-mail and role of today into the access token', async () => {
    scene.users.change(first.user.id, { email: 'new@example.com' });
    const [, payload = ''] = (await refresh(first.refreshToken)).accessToken.split('.');
    expect(JSON.parse(Buffer.from(payload, 'base64url').toString())).toMatchObject({
      email: 'new@example.com',
      role: 'owner',
    });
  });
});

describe('The workspace of a refresh', () => {
  it('is the last one of the session, though another was entered since', async () => {
    const acme = there(first.entered).workspace.id;
    const other = await scene.signedUp({ email: 'bob@example.com', organizationName: 'Bobs' });
    const bobs = there(other.entered).workspace.id;
    const joinedAt = scene.clock.now();
    scene.workspaces.join({
      ...{ workspaceId: bobs, userId: first.user.id, role: 'viewer', status: 'active', joinedAt },
      version: 1,
    });
    scene.clock.advance(60);
    expect((await scene.logIn({ workspaceId: bobs })).entered).toMatchObject({ role: 'viewer' });
    const kept = await refresh(first.refreshToken);
    expect(kept.entered?.workspace.id).toBe(acme);
    const switched = await refresh(kept.refreshToken, bobs);
    expect(switched.entered?.workspace.id).toBe(bobs);
    expect((await refresh(switched.refreshToken)).entered?.workspace.id).toBe(bobs);
  });

  it('that they are not in is refused, and nothing is rotated', async () => {
    const theirs = there((await scene.signedUp({ email: 'bob@example.com' })).entered).workspace.id;
    await expect(refresh(first.refreshToken, theirs)).rejects.toMatchObject({
      kind: 'missing',
      code: 'NOT_FOUND',
    });
    scene.clock.advance(60);
    await refresh(first.refreshToken);
  });

  it('that is suspended is refused, and nothing is rotated', async () => {
    const acme = there(first.entered).workspace.id;
    scene.workspaces.change(acme, { status: 'suspended' });
    await expect(refresh(first.refreshToken)).rejects.toMatchObject({ code: 'WORKSPACE_SUSPENDED' });
    scene.workspaces.change(acme, { status: 'active' });
    scene.clock.advance(60);
    await refresh(first.refreshToken);
  });

  it('is none for somebody who is in none any more', async () => {
    scene.workspaces.remove(there(first.entered).workspace.id);
    const { entered, accessToken } = await refresh(first.refreshToken);
    expect(entered).toBeNull();
    expect(scene.accessTokens.read(accessToken).workspaceId).toBeNull();
  });
});

describe('The bearer of a refresh token', () => {
  it('is found without using it up', async () => {
    const bearer = { sessionId: sidOf(first), userId: first.user.id };
    const find = (token: string) => scene.get(SessionBearer).find(token);
    expect(await find(first.refreshToken)).toEqual({ ...bearer, isLive: true });
    const next = await refresh(first.refreshToken);
    expect(await find(first.refreshToken)).toEqual({ ...bearer, isLive: true });
    expect(await find(next.refreshToken)).toEqual({ ...bearer, isLive: true });
    expect(await find('x')).toBeNull();
    scene.clock.advance(7 * 86_400);
    expect(await find(next.refreshToken)).toEqual({ ...bearer, isLive: false });
  });
});
