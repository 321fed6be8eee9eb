import type { OneTimeTokens, TokenPurpose } from '../../src/modules/auth/application/OneTimeTokens';
import { SCOPE, type Surroundings } from '../support/surroundings/Surroundings';

export interface OneTimeTokensUnderTest extends Surroundings {
  readonly tokens: OneTimeTokens;
}

const HOUR = 3600;
const lives = [
  ['reset-password', HOUR],
  ['verify-email', 72 * HOUR],
  ['change-email', HOUR],
] as const;

/** What every store of OneTimeTokens keeps. */
export function oneTimeTokensContract(name: string, underTest: () => OneTimeTokensUnderTest): void {
  describe(`${name} keeps the OneTimeTokens contract`, () => {
    const ask = <T>(work: (tokens: OneTimeTokens) => Promise<T>) =>
      underTest().unit.run(SCOPE, () => work(underTest().tokens));
    const consume = (token: string, purpose: TokenPurpose = 'reset-password') =>
      ask((tokens) => tokens.consume(purpose, token));
    const claim = (token: string) => ask((tokens) => tokens.claim('reset-password', token));
    const issue = async (purpose: TokenPurpose = 'reset-password', owner = underTest().person()) => {
      const person = await owner;
      return { person, token: await ask((tokens) => tokens.issue(purpose, person)) };
    };

    it('C8 issues 256 random bits that tell their owner, once', async () => {
      const { person, token } = await issue();
      expect(token).toMatch(/^[\w-]{43}$/);
      expect(await consume(token)).toEqual(person);
      expect(await consume(token)).toBeNull();
    });

    it('B9 refuses what was altered, made up, or issued for something else', async () => {
      const { token } = await issue();
      expect(await consume(token, 'verify-email')).toBeNull();
      expect(await consume(token.slice(0, -1))).toBeNull();
      expect(await consume(`${token}A`)).toBeNull();
      expect(await consume('')).toBeNull();
      expect(await consume(token)).not.toBeNull();
    });

    it.each(lives)('C5 lets a token for %s expire after %i seconds', async (purpose, life) => {
      const [young, old] = [await issue(purpose), await issue(purpose)];
      await underTest().passTime(life - 5);
      expect(await consume(young.token, purpose)).toEqual(young.person);
      await underTest().passTime(5);
      expect(await consume(old.token, purpose)).toBeNull();
    });

    it('C7 keeps only the newest token of a purpose, and leaves others alone', async () => {
      const { person, token: first } = await issue();
      const { token: verification } = await issue('verify-email', Promise.resolve(person));
      const { token: theirs } = await issue();
      const { token: second } = await issue('reset-password', Promise.resolve(person));
      expect(await consume(first)).toBeNull();
      expect(await consume(second)).toEqual(person);
      expect(await consume(theirs)).not.toBeNull();
      expect(await consume(verification, 'verify-email')).toEqual(person);
    });

    it('revokes every open token of one purpose', async () => {
      const { person, token } = await issue();
      const { token: verification } = await issue('verify-email', Promise.resolve(person));
      await ask((tokens) => tokens.revokeAll(person.userId, 'reset-password'));
      expect(await consume(token)).toBeNull();
      expect(await consume(verification, 'verify-email')).toEqual(person);
    });

    it('C4 lets one of many who consume it at once win', async () => {
      const { person, token } = await issue();
      const winners = await Promise.all(Array.from({ length: 20 }, () => consume(token)));
      expect(winners.filter((owner) => owner !== null)).toEqual([person]);
    });

    it('C4 lets one of many claim it, for half a minute', async () => {
      const { person, token } = await issue();
      const holders = await Promise.all(Array.from({ length: 20 }, () => claim(token)));
      expect(holders.filter((owner) => owner !== null)).toEqual([person]);
      await underTest().passTime(29);
      expect(await claim(token)).toBeNull();
      await underTest().passTime(2);
      expect(await claim(token)).toEqual(person);
    });

    it('gives a claimed token back unused', async () => {
      const { person, token } = await issue();
      await claim(token);
      await ask((tokens) => tokens.release(token));
      expect(await claim(token)).toEqual(person);
    });

    it('lets a claimed token be consumed, and a consumed one not be claimed', async () => {
      const { person, token } = await issue();
      await claim(token);
      expect(await consume(token)).toEqual(person);
      await ask((tokens) => tokens.release(token));
      expect(await claim(token)).toBeNull();
    });

    it('C5 does not let an expired token be claimed', async () => {
      const { token } = await issue();
      await underTest().passTime(HOUR + 1);
      expect(await claim(token)).toBeNull();
    });

    it('C3 counts what was issued in the last hour, used or not', async () => {
      const { person, token } = await issue();
      const count = (purpose: TokenPurpose) => ask((tokens) => tokens.issuedLastHour(purpose, person.userId));
      expect(await count('verify-email')).toBe(0);
      await consume(token);
      await underTest().passTime(HOUR - 60);
      await issue('reset-password', Promise.resolve(person));
      await issue();
      expect(await count('reset-password')).toBe(2);
      await underTest().passTime(120);
      expect(await count('reset-password')).toBe(1);
    });

    it('C3 lets whoever counts wait for who counts already, so that a limit holds', async () => {
      const person = await underTest().person();
      const issued = await Promise.all(
        Array.from({ length: 8 }, () =>
          ask(async (tokens) => {
            const isEnough = (await tokens.issuedLastHour('verify-email', person.userId)) >= 3;
            return isEnough ? null : tokens.issue('verify-email', person);
          }),
        ),
      );
      const made = issued.filter((token) => token !== null);
      expect(made).toHaveLength(3);
      const owners = await Promise.all(made.map((token) => consume(token, 'verify-email')));
      expect(owners.filter((owner) => owner !== null)).toEqual([person]);
    });

    it('keeps a token good that was used in a unit of work that failed', async () => {
      const { person, token } = await issue();
      const failed = ask(async (tokens) => {
        await tokens.consume('reset-password', token);
        throw new Error('no');
      });
      await expect(failed).rejects.toThrow('no');
      expect(await consume(token)).toEqual(person);
    });
  });
}
