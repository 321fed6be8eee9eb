import { randomUUID } from 'node:crypto';
import { asId, type UserId } from '../../src/core/domain/ids';
import type { Credential, Credentials } from '../../src/modules/auth/application/Credentials';
import type { TotpFactors } from '../../src/modules/auth/application/TotpFactors';
import { anEmail } from '../support/app/people';
import { there } from '../support/there';
import { SCOPE, type Surroundings } from '../support/surroundings/Surroundings';

export interface CredentialsUnderTest extends Surroundings {
  readonly credentials: Credentials;
  readonly factors: TotpFactors;
  deactivate(id: UserId): Promise<void>;
  remove(id: UserId): Promise<void>;
}

/** What every store of Credentials keeps. */
export function credentialsContract(name: string, underTest: () => CredentialsUnderTest): void {
  describe(`${name} keeps the Credentials contract`, () => {
    const ask = <T>(work: (credentials: Credentials) => Promise<T>) =>
      underTest().unit.run(SCOPE, () => work(underTest().credentials));

    it('finds an account that has no password yet', async () => {
      const { userId, email } = await underTest().person();
      const expected = { userId, isActive: true, passwordHash: null, revision: null, hasMfa: false };
      expect(await ask((credentials) => credentials.byEmail(email))).toEqual(expected);
      expect(await ask((credentials) => credentials.byUser(userId))).toEqual(expected);
    });

    it('finds nobody under an unknown e-mail or id', async () => {
      expect(await ask((credentials) => credentials.byEmail(anEmail()))).toBeNull();
      expect(await ask((credentials) => credentials.byUser(asId(randomUUID())))).toBeNull();
    });

    it('keeps the last hash that was set, for this account only', async () => {
      const [ann, bob] = [await underTest().person(), await underTest().person()];
      await ask((credentials) => credentials.set(ann.userId, 'first'));
      await ask((credentials) => credentials.set(ann.userId, 'second'));
      await ask((credentials) => credentials.set(bob.userId, 'other'));
      expect(await ask((credentials) => credentials.byEmail(ann.email))).toMatchObject({
        userId: ann.userId,
        passwordHash: 'second',
      });
      expect(await ask((credentials) => credentials.byUser(bob.userId))).toMatchObject({
        passwordHash: 'other',
      });
    });

    it('upgrades a hash unless the password was changed meanwhile', async () => {
      const { userId } = await underTest().person();
      const hash = async () => (await ask((credentials) => credentials.byUser(userId)))?.passwordHash;
      await ask((credentials) => credentials.set(userId, 'old'));
      await ask((credentials) => credentials.upgrade(userId, 'old', 'upgraded'));
      expect(await hash()).toBe('upgraded');
      await ask((credentials) => credentials.set(userId, 'changed'));
      await ask((credentials) => credentials.upgrade(userId, 'upgraded', 'upgraded again'));
      expect(await hash()).toBe('changed');
    });

    it('tells whether the password is still the one that was read', async () => {
      const { userId } = await underTest().person();
      const read = async () => there(await ask((credentials) => credentials.byUser(userId)));
      const isCurrent = (credential: Credential) => ask((credentials) => credentials.isCurrent(credential));
      expect(await isCurrent(await read())).toBe(false);
      await ask((credentials) => credentials.set(userId, 'old'));
      const before = await read();
      await ask((credentials) => credentials.upgrade(userId, 'old', 'upgraded'));
      expect(await isCurrent(before)).toBe(true);
      await ask((credentials) => credentials.set(userId, 'new'));
      expect(await isCurrent(before)).toBe(false);
      expect(await isCurrent(await read())).toBe(true);
    });

    it('can be told that what was read before is not current any more', async () => {
      const [ann, bob] = [await underTest().person(), await underTest().person()];
      const read = async (id: UserId) => there(await ask((credentials) => credentials.byUser(id)));
      for (const { userId } of [ann, bob]) await ask((credentials) => credentials.set(userId, 'kept'));
      const [hers, his] = [await read(ann.userId), await read(bob.userId)];
      await ask((credentials) => credentials.outdate(ann.userId));
      expect(await ask((credentials) => credentials.isCurrent(hers))).toBe(false);
      expect(await ask((credentials) => credentials.isCurrent(his))).toBe(true);
      expect(await read(ann.userId)).toMatchObject({ passwordHash: 'kept' });
    });

    it('tells that a second factor is on, not that one waits', async () => {
      const { userId, email } = await underTest().person();
      const hasMfa = async () => (await ask((credentials) => credentials.byEmail(email)))?.hasMfa;
      const { unit, factors } = underTest();
      await unit.run(SCOPE, () => factors.propose(userId, 'JBSWY3DPEHPK3PXP'));
      expect(await hasMfa()).toBe(false);
      await unit.run(SCOPE, async () => factors.confirm(userId, there(await factors.find(userId)), 1));
      expect(await hasMfa()).toBe(true);
      expect(await ask((credentials) => credentials.byUser(userId))).toMatchObject({ hasMfa: true });
    });

    it('A18 tells that an account is not active, and forgets one that was deleted', async () => {
      const [ann, bob] = [await underTest().person(), await underTest().person()];
      await underTest().deactivate(ann.userId);
      await underTest().remove(bob.userId);
      expect(await ask((credentials) => credentials.byEmail(ann.email))).toMatchObject({ isActive: false });
      expect(await ask((credentials) => credentials.byEmail(bob.email))).toBeNull();
      expect(await ask((credentials) => credentials.byUser(bob.userId))).toBeNull();
    });

    it('sets nothing in a unit of work that fails', async () => {
      const { userId } = await underTest().person();
      const failed = ask(async (credentials) => {
        await credentials.set(userId, 'never');
        throw new Error('no');
      });
      await expect(failed).rejects.toThrow('no');
      expect(await ask((credentials) => credentials.byUser(userId))).toMatchObject({ passwordHash: null });
    });
  });
}
