import { randomBytes, randomUUID } from 'node:crypto';
import { asId, type SessionId, type UserId, type WorkspaceId } from '../../src/core/domain/ids';
import type { LockedToken, SessionStore } from '../../src/modules/auth/application/SessionStore';
import { there } from '../support/there';
import { SCOPE, type Surroundings } from '../support/surroundings/Surroundings';

export interface SessionStoreUnderTest extends Surroundings {
  readonly sessions: SessionStore;
  /** How long a refresh token lives; less than 30 days. */
  readonly ttlSeconds: number;
  workspace(): Promise<WorkspaceId>;
}

const DAY = 86_400;

/** What every SessionStore keeps. */
export function sessionStoreContract(name: string, underTest: () => SessionStoreUnderTest): void {
  describe(`${name} keeps the SessionStore contract`, () => {
    const ask = <T>(work: (sessions: SessionStore) => Promise<T>) =>
      underTest().unit.run(SCOPE, () => work(underTest().sessions));
    const someone = async () => (await underTest().person()).userId;
    const lock = async (tokenHash: Buffer): Promise<LockedToken> =>
      there(await ask((sessions) => sessions.lock(tokenHash)));
    const isLive = async (tokenHash: Buffer) => (await ask((sessions) => sessions.bearer(tokenHash)))?.isLive;
    const start = async (owner?: UserId) => {
      const session = {
        id: asId<'session'>(randomUUID()),
        userId: owner ?? (await someone()),
        workspaceId: null,
        tokenHash: randomBytes(32),
      };
      const expiresAt = await ask((sessions) => sessions.start(session));
      return { ...session, expiresAt };
    };
    const rotate = async (sessionId: SessionId, parentHash: Buffer) => {
      const successorHash = randomBytes(32);
      const salt = randomBytes(32);
      const rotation = { sessionId, parentHash, salt, successorHash };
      await ask((sessions) => sessions.rotate(rotation));
      return rotation;
    };

    it('knows a fresh token and its session', async () => {
      const { id, userId, tokenHash, expiresAt } = await start();
      expect(await lock(tokenHash)).toEqual({
        ...{ sessionId: id, userId, workspaceId: null, salt: null, expiresAt },
        ...{ sessionEnded: false, expired: false, rotated: false, repeatable: false },
      });
      expect(await ask((sessions) => sessions.bearer(tokenHash))).toEqual({
        ...{ sessionId: id, userId, isLive: true },
      });
    });

    it('E10 knows nothing of a token that was never issued', async () => {
      expect(await ask((sessions) => sessions.lock(randomBytes(32)))).toBeNull();
      expect(await ask((sessions) => sessions.bearer(randomBytes(32)))).toBeNull();
    });

    it('E2 puts one successor in the place of a token, which can be repeated', async () => {
      const { id, tokenHash } = await start();
      const { salt, successorHash } = await rotate(id, tokenHash);
      expect(await lock(tokenHash)).toMatchObject({ rotated: true, repeatable: true, salt });
      expect(await lock(successorHash)).toMatchObject({ sessionId: id, rotated: false, salt: null });
      expect(await isLive(tokenHash)).toBe(true);
    });

    it('E1 lets a rotation be repeated for ten seconds', async () => {
      const { id, tokenHash } = await start();
      await rotate(id, tokenHash);
      await underTest().passTime(8);
      expect(await lock(tokenHash)).toMatchObject({ repeatable: true });
      await underTest().passTime(3);
      expect(await lock(tokenHash)).toMatchObject({ rotated: true, repeatable: false });
    });

    it('E5 lets only the last rotation be repeated', async () => {
      const { id, tokenHash } = await start();
      const child = await rotate(id, tokenHash);
      await rotate(id, child.successorHash);
      expect(await lock(tokenHash)).toMatchObject({ rotated: true, repeatable: false, salt: null });
      expect(await lock(child.successorHash)).toMatchObject({ rotated: true, repeatable: true });
    });

    it('forgets the salts of what can no longer be repeated, and no others', async () => {
      const [old, young] = [await start(), await start()];
      await rotate(old.id, old.tokenHash);
      await underTest().passTime(11);
      await rotate(young.id, young.tokenHash);
      await ask((sessions) => sessions.forgetSalts());
      expect(await lock(old.tokenHash)).toMatchObject({ salt: null });
      expect(await lock(young.tokenHash)).toMatchObject({ repeatable: true });
    });

    it('E3 lets whoever presents the same token wait, so that one rotates it', async () => {
      const refresh = (id: SessionId, tokenHash: Buffer) =>
        underTest().unit.run(SCOPE, async () => {
          const locked = await lock(tokenHash);
          if (!locked.rotated) await rotate(id, tokenHash);
          return !locked.rotated;
        });
      for (let round = 0; round < 5; round += 1) {
        const { id, tokenHash } = await start();
        const rotated = await Promise.all(Array.from({ length: 8 }, () => refresh(id, tokenHash)));
        expect(rotated.filter(Boolean)).toHaveLength(1);
      }
    });

    it('E7 lets token and session expire unless they are refreshed', async () => {
      const { ttlSeconds } = underTest();
      const { id, tokenHash } = await start();
      await underTest().passTime(ttlSeconds - 60);
      expect(await isLive(tokenHash)).toBe(true);
      const child = await rotate(id, tokenHash);
      await underTest().passTime(61);
      expect(await lock(child.successorHash)).toMatchObject({ expired: false });
      await underTest().passTime(ttlSeconds);
      expect(await lock(child.successorHash)).toMatchObject({ expired: true, sessionEnded: false });
      expect(await isLive(child.successorHash)).toBe(false);
    });

    it('E7 ends a session 30 days after its start, however often it is refreshed', async () => {
      const { ttlSeconds } = underTest();
      const { id, tokenHash } = await start();
      const step = ttlSeconds - 60;
      let leaf = tokenHash;
      for (let passed = step; passed < 30 * DAY; passed += step) {
        await underTest().passTime(step);
        leaf = (await rotate(id, leaf)).successorHash;
      }
      await underTest().passTime((30 * DAY) % step);
      expect(await lock(leaf)).toMatchObject({ expired: true });
    });

    it('remembers the workspace a session was led into', async () => {
      const { id, tokenHash } = await start();
      const workspaceId = await underTest().workspace();
      await ask((sessions) => sessions.entered(id, workspaceId));
      expect(await lock(tokenHash)).toMatchObject({ workspaceId });
      await ask((sessions) => sessions.entered(id, null));
      expect(await lock(tokenHash)).toMatchObject({ workspaceId: null });
    });

    it('ends sessions once, and tells which', async () => {
      const [first, second] = [await start(), await start()];
      expect(await ask((sessions) => sessions.end([first.id], 'logout'))).toEqual([first.id]);
      expect(await ask((sessions) => sessions.end([first.id, second.id], 'theft'))).toEqual([second.id]);
      expect(await ask((sessions) => sessions.end([], 'logout'))).toEqual([]);
      expect(await lock(first.tokenHash)).toMatchObject({ sessionEnded: true });
      expect(await isLive(first.tokenHash)).toBe(false);
    });

    it('ends all sessions of an account but one, and nobody else’s', async () => {
      const userId = await someone();
      const [kept, one, two] = [await start(userId), await start(userId), await start(userId)];
      const theirs = await start();
      const ended = await ask((sessions) => sessions.endAllOf(userId, 'password', kept.id));
      expect(new Set(ended)).toEqual(new Set([one.id, two.id]));
      expect(await isLive(kept.tokenHash)).toBe(true);
      expect(await isLive(theirs.tokenHash)).toBe(true);
      expect(await ask((sessions) => sessions.endAllOf(userId, 'logout-all'))).toEqual([kept.id]);
    });

    it('D13 ends a session for its owner only', async () => {
      const { id, userId, tokenHash } = await start();
      const stranger = await someone();
      expect(await ask((sessions) => sessions.endMine(stranger, id))).toEqual([]);
      expect(await isLive(tokenHash)).toBe(true);
      expect(await ask((sessions) => sessions.endMine(userId, id))).toEqual([id]);
      expect(await ask((sessions) => sessions.endMine(userId, id))).toEqual([]);
    });

    it('E14 ends the oldest beyond fifty live sessions of one account', async () => {
      const userId = await someone();
      const evict = () => ask((sessions) => sessions.evict(userId));
      const oldest = await start(userId);
      await underTest().passTime(60);
      const ended = await start(userId);
      for (let count = 2; count < 51; count += 1) await start(userId);
      await ask((sessions) => sessions.end([ended.id], 'logout'));
      expect(await evict()).toEqual([]);
      await start(userId);
      expect(await evict()).toEqual([oldest.id]);
      expect(await evict()).toEqual([]);
    });

    it('keeps nothing of a unit of work that fails', async () => {
      const { id, tokenHash } = await start();
      const failed = underTest().unit.run(SCOPE, async () => {
        await rotate(id, tokenHash);
        await ask((sessions) => sessions.end([id], 'theft'));
        throw new Error('no');
      });
      await expect(failed).rejects.toThrow('no');
      expect(await lock(tokenHash)).toMatchObject({ rotated: false, sessionEnded: false });
    });
  });
}
