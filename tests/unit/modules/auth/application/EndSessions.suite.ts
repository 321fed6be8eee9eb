import { asId, type SessionId, type UserId } from '../../../../../src/core/domain/ids';
import { EndSessions } from '../../../../../src/modules/auth/application/EndSessions';
import type { SignIn } from '../../../../../src/modules/auth/application/SignIn';
import { AuthScene } from '../../../../support/AuthScene';

let scene: AuthScene;
let annId: UserId;
let here: SessionId;
let there: SessionId;

const sidOf = ({ accessToken }: SignIn) => scene.accessTokens.read(accessToken).sid;
const end = () => scene.get(EndSessions);
const live = async () =>
  (await Promise.all([here, there].map(async (sid) => (await scene.live.isLive(sid, annId)) && sid))).filter(
    Boolean,
  );

beforeEach(async () => {
  scene = new AuthScene();
  const first = await scene.signedUp();
  annId = first.user.id;
  here = sidOf(first);
  there = sidOf(await scene.logIn());
  scene.ledger.events.length = 0;
});

describe('Ending sessions', () => {
  it('signs out of one, once', async () => {
    await end().one(here, annId);
    await end().one(here, annId);
    expect(await live()).toEqual([there]);
    expect(scene.ledger.events).toMatchObject([
      { name: 'auth:signed-out', subjectId: annId, actorId: annId, payload: { sessionId: here } },
    ]);
    expect(scene.live.told).toEqual([here, here]);
  });

  it('ends all of an account, and tells which', async () => {
    await end().allOf(annId, 'logout-all');
    expect(await live()).toEqual([]);
    expect(scene.recordedAs('auth:sessions-revoked')).toEqual([
      { sessionIds: [here, there], reason: 'logout-all' },
    ]);
    await end().allOf(annId, 'logout-all');
    expect(scene.ledger.names).toHaveLength(1);
  });

  it('spares the one that is excepted', async () => {
    await end().allOf(annId, 'password', there);
    expect(await live()).toEqual([there]);
    expect(scene.live.told).toEqual([here]);
  });

  it('D13 revokes a session for its owner only, and says whether it did', async () => {
    const bob = asId<'user'>('01890a5d-ac96-774b-bcce-b302099a8057');
    expect(await end().revoke(bob, here)).toBe(false);
    expect(await live()).toEqual([here, there]);
    expect(scene.ledger.names).toEqual([]);
    expect(await end().revoke(annId, here)).toBe(true);
    expect(await end().revoke(annId, here)).toBe(false);
    expect(await live()).toEqual([there]);
    expect(scene.recordedAs('auth:sessions-revoked')).toEqual([{ sessionIds: [here], reason: 'revoked' }]);
  });

  it('E14 happens to the oldest when there are too many', async () => {
    scene.clock.advance(60);
    for (let count = 2; count < 51; count += 1) await scene.logIn();
    expect(await live()).toHaveLength(1);
    await scene.logIn();
    expect(await live()).toEqual([]);
    expect(scene.live.told.sort()).toEqual([here, there].sort());
  });
});
