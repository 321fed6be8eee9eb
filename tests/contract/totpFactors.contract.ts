import type { RecoveryCodes } from '../../src/modules/auth/application/RecoveryCodes';
import type { TotpFactors } from '../../src/modules/auth/application/TotpFactors';
import { SCOPE, type Surroundings } from '../support/surroundings/Surroundings';
import { there } from '../support/there';

export interface TotpFactorsUnderTest extends Surroundings {
  readonly factors: TotpFactors;
  readonly recoveryCodes: RecoveryCodes;
}

const SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
const OTHER = 'KRSXG5CTMVRXEZLUKRSXG5CTMVRXEZLU';
const MINUTE = 60;

/** What every store of TotpFactors keeps. */
export function totpFactorsContract(name: string, underTest: () => TotpFactorsUnderTest): void {
  describe(`${name} keeps the TotpFactors contract`, () => {
    const ask = <T>(work: (factors: TotpFactors) => Promise<T>) =>
      underTest().unit.run(SCOPE, () => work(underTest().factors));
    const someone = async () => (await underTest().person()).userId;
    const waiting = async (userId = someone(), secret = SECRET) => {
      const id = await userId;
      await ask((factors) => factors.propose(id, secret));
      return { id, factor: there(await ask((factors) => factors.find(id))) };
    };
    const on = async (step = 100) => {
      const { id, factor } = await waiting();
      await ask((factors) => factors.confirm(id, factor, step));
      return id;
    };

    it('knows nothing of an account that has none', async () => {
      const id = await someone();
      expect(await ask((factors) => factors.find(id))).toBeNull();
      expect(await ask((factors) => factors.isOn(id))).toBe(false);
      expect(await ask((factors) => factors.hold(id))).toBe(false);
      expect(await ask((factors) => factors.useStep(id, 1))).toBe(false);
      await ask((factors) => factors.remove(id));
    });

    it('keeps a secret that waits, which is not on, until another takes its place', async () => {
      const { id, factor } = await waiting();
      expect(factor).toMatchObject({ secret: SECRET, isOn: false, lastStep: null });
      expect(await ask((factors) => factors.isOn(id))).toBe(false);
      expect(await ask((factors) => factors.hold(id))).toBe(false);
      expect(await ask((factors) => factors.useStep(id, 1))).toBe(false);
      const { factor: next } = await waiting(Promise.resolve(id), OTHER);
      expect(next.secret).toBe(OTHER);
      expect(await ask((factors) => factors.confirm(id, factor, 1))).toBe(false);
      expect(await ask((factors) => factors.confirm(id, next, 1))).toBe(true);
    });

    it('keeps it for 15 minutes, and for good once it is confirmed', async () => {
      const [{ id: late }, early] = [await waiting(), await on()];
      await underTest().passTime(15 * MINUTE - 5);
      expect(await ask((factors) => factors.find(late))).not.toBeNull();
      await underTest().passTime(10);
      expect(await ask((factors) => factors.find(late))).toBeNull();
      expect(await ask((factors) => factors.find(early))).toMatchObject({ isOn: true, secret: SECRET });
    });

    it('is on once it is confirmed, for this account only, and then takes no other secret', async () => {
      const [id, { id: other }] = [await on(), await waiting()];
      expect(await ask((factors) => factors.isOn(id))).toBe(true);
      expect(await ask((factors) => factors.hold(id))).toBe(true);
      expect(await ask((factors) => factors.isOn(other))).toBe(false);
      expect(await ask((factors) => factors.propose(id, OTHER))).toBe(false);
      expect(await ask((factors) => factors.find(id))).toMatchObject({ secret: SECRET, lastStep: 100 });
    });

    it('lets one of many confirm', async () => {
      const { id, factor } = await waiting();
      const confirm = () => ask((factors) => factors.confirm(id, factor, 1));
      const won = await Promise.all(Array.from({ length: 20 }, confirm));
      expect(won.filter(Boolean)).toHaveLength(1);
    });

    it('lets every step be used once, and none before one that was used', async () => {
      const id = await on(100);
      const use = (step: number) => ask((factors) => factors.useStep(id, step));
      expect(await use(100)).toBe(false);
      expect(await use(102)).toBe(true);
      expect(await use(102)).toBe(false);
      expect(await use(101)).toBe(false);
      expect(await use(103)).toBe(true);
      const won = await Promise.all(Array.from({ length: 20 }, () => use(104)));
      expect(won.filter(Boolean)).toHaveLength(1);
    });

    it('takes no step back in a unit of work that fails', async () => {
      const id = await on(100);
      const failed = ask(async (factors) => {
        await factors.useStep(id, 101);
        throw new Error('no');
      });
      await expect(failed).rejects.toThrow('no');
      expect(await ask((factors) => factors.useStep(id, 101))).toBe(true);
    });

    it('is gone once it is removed, with its recovery codes', async () => {
      const [id, other] = [await on(), await on()];
      const { unit, recoveryCodes } = underTest();
      await unit.run(SCOPE, () => recoveryCodes.replace(id, ['ONE']));
      await ask((factors) => factors.remove(id));
      expect(await ask((factors) => factors.find(id))).toBeNull();
      expect(await unit.run(SCOPE, () => recoveryCodes.isOpen(id, 'ONE'))).toBe(false);
      expect(await ask((factors) => factors.isOn(other))).toBe(true);
      expect(await ask((factors) => factors.propose(id, OTHER))).toBe(true);
    });
  });

  describe(`${name} holds recovery codes`, () => {
    const ask = <T>(work: (codes: RecoveryCodes) => Promise<T>) =>
      underTest().unit.run(SCOPE, () => work(underTest().recoveryCodes));
    const account = async (...codes: string[]) => {
      const { unit, factors } = underTest();
      const { userId } = await underTest().person();
      await unit.run(SCOPE, async () => {
        await factors.propose(userId, SECRET);
        await factors.confirm(userId, there(await factors.find(userId)), 1);
      });
      await ask((store) => store.replace(userId, codes));
      return userId;
    };

    it('that are open once, for their account only', async () => {
      const [ann, bob] = [await account('ONE', 'TWO'), await account('THREE')];
      expect(await ask((codes) => codes.isOpen(ann, 'ONE'))).toBe(true);
      expect(await ask((codes) => codes.isOpen(bob, 'ONE'))).toBe(false);
      expect(await ask((codes) => codes.use(bob, 'ONE'))).toBe(false);
      expect(await ask((codes) => codes.use(ann, 'ONE'))).toBe(true);
      expect(await ask((codes) => codes.isOpen(ann, 'ONE'))).toBe(false);
      expect(await ask((codes) => codes.use(ann, 'ONE'))).toBe(false);
      expect(await ask((codes) => codes.left(ann))).toBe(1);
      expect(await ask((codes) => codes.left(bob))).toBe(1);
    });

    it('of which new ones replace the old ones, used or not', async () => {
      const id = await account('ONE', 'TWO');
      await ask((codes) => codes.use(id, 'ONE'));
      await ask((codes) => codes.replace(id, ['ONE', 'FOUR']));
      expect(await ask((codes) => codes.isOpen(id, 'TWO'))).toBe(false);
      expect(await ask((codes) => codes.use(id, 'ONE'))).toBe(true);
      expect(await ask((codes) => codes.left(id))).toBe(1);
    });

    it('of which one is used by one of many', async () => {
      const id = await account('ONE');
      const won = await Promise.all(Array.from({ length: 20 }, () => ask((codes) => codes.use(id, 'ONE'))));
      expect(won.filter(Boolean)).toHaveLength(1);
    });
  });
}
