import type { PasswordHasher } from '../../src/modules/auth/application/PasswordHasher';

export interface HasherUnderTest {
  readonly hasher: PasswordHasher;
  /** The same algorithm at another cost. */
  readonly formerly: PasswordHasher;
  readonly otherPepper: PasswordHasher;
  /** A hash of another algorithm. */
  readonly foreign: string;
}

/** What every PasswordHasher keeps. */
export function passwordHasherContract(name: string, underTest: () => HasherUnderTest): void {
  describe(`${name} keeps the PasswordHasher contract`, () => {
    const matches = async (chosen: string, presented: string) => {
      const { hasher } = underTest();
      return hasher.verify(presented, await hasher.hash(chosen));
    };

    it('accepts the password that was hashed and no other', async () => {
      expect(await matches('four quiet owls', 'four quiet owls')).toBe(true);
      expect(await matches('four quiet owls', 'Four quiet owls')).toBe(false);
      expect(await matches('four quiet owls', '')).toBe(false);
    });

    it('salts: the same password never gives the same hash', async () => {
      const { hasher } = underTest();
      expect(await hasher.hash('four quiet owls')).not.toBe(await hasher.hash('four quiet owls'));
    });

    it('A12 tells passwords apart that agree in their first 72 bytes', async () => {
      const start = 'x'.repeat(72);
      expect(await matches(`${start}1`, `${start}2`)).toBe(false);
      expect(await matches(`${start}1`, start)).toBe(false);
      expect(await matches(`${start}1`, `${start}1`)).toBe(true);
    });

    it('A12 takes 64 four-byte emoji exactly', async () => {
      expect(await matches('🦉'.repeat(64), '🦉'.repeat(64))).toBe(true);
      expect(await matches('🦉'.repeat(64), '🦉'.repeat(63))).toBe(false);
    });

    it('does not stop at a NUL', async () => {
      expect(await matches('owls\0one', 'owls\0two')).toBe(false);
    });

    it('takes composed and decomposed spellings for the same password', async () => {
      expect(await matches('caf\u00e9 au lait', 'cafe\u0301 au lait')).toBe(true);
    });

    it('makes hashes that are worth nothing without the pepper', async () => {
      const { hasher, otherPepper } = underTest();
      expect(await otherPepper.verify('four quiet owls', await hasher.hash('four quiet owls'))).toBe(false);
    });

    it('A1 refuses every password when there is no stored hash', async () => {
      expect(await underTest().hasher.verify('four quiet owls', null)).toBe(false);
    });

    it.each(['', '!', 'four quiet owls', '$2b$12$short', '$argon2id$v=19$m=8,t=1,p=1$x$y'])(
      'refuses every password for a stored value that is no hash: %p',
      async (stored) => {
        expect(await underTest().hasher.verify('four quiet owls', stored)).toBe(false);
      },
    );

    it('accepts a password hashed at another cost and asks for a new hash', async () => {
      const { hasher, formerly } = underTest();
      const old = await formerly.hash('four quiet owls');
      expect(await hasher.verify('four quiet owls', old)).toBe(true);
      expect(hasher.needsRehash(old)).toBe(true);
    });

    it('asks for a new hash of another algorithm, and for none of its own', async () => {
      const { hasher, foreign } = underTest();
      expect(hasher.needsRehash(foreign)).toBe(true);
      expect(hasher.needsRehash(await hasher.hash('four quiet owls'))).toBe(false);
    });
  });
}
