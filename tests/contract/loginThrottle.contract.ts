import type { LoginThrottle } from '../../src/modules/auth/application/LoginThrottle';
import { anEmail } from '../support/app/people';
import { SCOPE, type Surroundings } from '../support/surroundings/Surroundings';

export interface LoginThrottleUnderTest extends Surroundings {
  readonly throttle: LoginThrottle;
}

const MINUTE = 60;
const DAY = 24 * 60 * MINUTE;

/** What every LoginThrottle keeps. */
export function loginThrottleContract(name: string, underTest: () => LoginThrottleUnderTest): void {
  describe(`${name} keeps the LoginThrottle contract`, () => {
    const ask = <T>(work: (throttle: LoginThrottle) => Promise<T>) =>
      underTest().unit.run(SCOPE, () => work(underTest().throttle));
    const reserve = (who: string) => ask((throttle) => throttle.reserve(who));
    const admission = async (who: string) => (await reserve(who)).kind;
    const fail = async (who: string, times: number, as = who) => {
      let seconds: number | null = null;
      for (let time = 0; time < times; time += 1) {
        expect(await admission(who)).toBe('admitted');
        seconds = await ask((throttle) => throttle.failed(who, as));
      }
      return seconds;
    };
    const signIn = async (who: string, as: string) => {
      expect(await admission(who)).toBe('admitted');
      await ask((throttle) => throttle.forgiven(who, as));
    };
    const expectMinutes = (seconds: number | null, minutes: number) => {
      expect(seconds).toBeLessThanOrEqual(minutes * MINUTE);
      expect(seconds).toBeGreaterThan(minutes * MINUTE - 10);
    };

    it('A2 locks with the fifth failure, and says for how long', async () => {
      const who = anEmail();
      expect(await fail(who, 4)).toBeNull();
      expectMinutes(await fail(who, 1), 1);
      const refused = await reserve(who);
      expect(refused.kind).toBe('locked');
      expectMinutes(refused.kind === 'locked' ? refused.seconds : null, 1);
      await underTest().passTime(MINUTE);
      expect(await admission(who)).toBe('admitted');
    });

    it('locks for 1, 5, 15, then 60 minutes', async () => {
      const who = anEmail();
      for (const minutes of [1, 5, 15, 60, 60]) {
        expectMinutes(await fail(who, 5), minutes);
        await underTest().passTime(minutes * MINUTE - 5);
        expect(await admission(who)).toBe('locked');
        await underTest().passTime(5);
      }
    });

    it('forgets earlier locks after a day of peace', async () => {
      const who = anEmail();
      await fail(who, 5);
      await underTest().passTime(DAY - MINUTE);
      expectMinutes(await fail(who, 5), 5);
      await underTest().passTime(DAY + 6 * MINUTE);
      expectMinutes(await fail(who, 5), 1);
    });

    it('forgets failures that are older than 15 minutes', async () => {
      const who = anEmail();
      await fail(who, 4);
      await underTest().passTime(15 * MINUTE + 1);
      expect(await fail(who, 4)).toBeNull();
      expectMinutes(await fail(who, 1), 1);
    });

    it('A2 locks with any five failures within 15 minutes, whenever the first one was', async () => {
      const who = anEmail();
      await fail(who, 1);
      await underTest().passTime(14 * MINUTE);
      expect(await fail(who, 3)).toBeNull();
      await underTest().passTime(2 * MINUTE);
      expect(await fail(who, 1)).toBeNull();
      await underTest().passTime(12 * MINUTE);
      expectMinutes(await fail(who, 1), 1);
    });

    it('does not lock with five failures that took longer', async () => {
      const who = anEmail();
      for (let time = 0; time < 10; time += 1) {
        expect(await fail(who, 1)).toBeNull();
        await underTest().passTime(4 * MINUTE);
      }
    });

    it('A3 admits no more checks at once than may still fail', async () => {
      const who = anEmail();
      const kinds = await Promise.all(Array.from({ length: 20 }, () => admission(who)));
      expect(kinds.filter((kind) => kind === 'admitted')).toHaveLength(5);
      expect(kinds.filter((kind) => kind === 'wait')).toHaveLength(15);
      const locks = await Promise.all(
        Array.from({ length: 5 }, () => ask((throttle) => throttle.failed(who, who))),
      );
      expect(locks.filter((seconds) => seconds !== null)).toHaveLength(1);
      expect(await admission(who)).toBe('locked');
    });

    it('admits fewer at once the more have failed', async () => {
      const who = anEmail();
      await fail(who, 3);
      expect([await admission(who), await admission(who), await admission(who)]).toEqual([
        'admitted',
        'admitted',
        'wait',
      ]);
    });

    it('does not count a check that ended without a verdict', async () => {
      const who = anEmail();
      for (let time = 0; time < 10; time += 1) {
        expect(await admission(who)).toBe('admitted');
        await ask((throttle) => throttle.released(who));
      }
      expect(await fail(who, 4)).toBeNull();
    });

    it('believes a check dead that gave no verdict for 15 seconds', async () => {
      const who = anEmail();
      for (let time = 0; time < 5; time += 1) await reserve(who);
      expect(await admission(who)).toBe('wait');
      await underTest().passTime(16);
      expect(await admission(who)).toBe('admitted');
    });

    it('holds nothing against somebody once it is cleared', async () => {
      const who = anEmail();
      await fail(who, 5);
      await underTest().passTime(MINUTE);
      await fail(who, 5);
      await ask((throttle) => throttle.cleared(who));
      expect(await fail(who, 4)).toBeNull();
      await reserve(who);
      await ask((throttle) => throttle.cleared(who));
      expectMinutes(await fail(who, 5), 1);
    });

    it('forgives somebody who has the right password what they failed themselves', async () => {
      const who = anEmail();
      for (const times of [4, 4]) {
        expect(await fail(who, times)).toBeNull();
        await signIn(who, who);
      }
      await fail(who, 5);
      await underTest().passTime(MINUTE);
      await signIn(who, who);
      expectMinutes(await fail(who, 5), 1);
    });

    it('A20 forgives by the right password of one spelling nothing that was failed under another', async () => {
      const [who, own, other] = [anEmail(), anEmail(), anEmail()];
      await fail(who, 3, other);
      await fail(who, 1, own);
      await signIn(who, own);
      expect(await fail(who, 1, other)).toBeNull();
      await signIn(who, own);
      expectMinutes(await fail(who, 1, other), 1);
    });

    it('A20 forgives no lock to which another spelling led, by itself or among others', async () => {
      const [who, own, other] = [anEmail(), anEmail(), anEmail()];
      const locked = [() => fail(who, 5, other), () => fail(who, 4, other).then(() => fail(who, 1, own))];
      for (const [at, minutes] of [1, 5, 15].entries()) {
        expectMinutes((await locked[at % 2]?.()) ?? null, minutes);
        await underTest().passTime(minutes * MINUTE);
        await signIn(who, own);
      }
      expectMinutes(await fail(who, 5, own), 60);
      await underTest().passTime(60 * MINUTE);
      await signIn(who, own);
      expectMinutes(await fail(who, 5, other), 60);
    });

    it('counts everybody apart', async () => {
      const [ann, bob] = [anEmail('ann'), anEmail('bob')];
      await fail(ann, 5);
      expect(await admission(bob)).toBe('admitted');
    });

    it('A3 counts nothing of a unit of work that fails', async () => {
      const who = anEmail();
      const failed = ask(async (throttle) => {
        await throttle.reserve(who);
        throw new Error('no');
      });
      await expect(failed).rejects.toThrow('no');
      for (let time = 0; time < 5; time += 1) expect(await admission(who)).toBe('admitted');
    });

    it('takes a failure, a release and a pardon of somebody unknown', async () => {
      expect(await ask((throttle) => throttle.failed(anEmail(), anEmail()))).toBeNull();
      await ask((throttle) => throttle.forgiven(anEmail(), anEmail()));
      await ask((throttle) => throttle.released(anEmail()));
      const who = anEmail();
      await ask((throttle) => throttle.cleared(who));
      expect(await admission(who)).toBe('admitted');
    });
  });
}
