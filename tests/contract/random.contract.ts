import type { Random } from '../../src/core/application/Random';

const V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** What every Random keeps. @param nextMoment lets the time go on. */
export function randomContract(name: string, underTest: () => Random, nextMoment: () => void): void {
  describe(`${name} keeps the Random contract`, () => {
    it('makes ids that are UUIDs of version 7, in the order of their creation', () => {
      const ids = Array.from({ length: 50 }, () => {
        nextMoment();
        return underTest().id();
      });
      for (const id of ids) expect(id).toMatch(V7);
      expect([...ids].sort()).toEqual(ids);
      expect(new Set(ids).size).toBe(50);
    });

    it.each([0, 1, 16, 32, 33, 100])('makes %i bytes', (size) => {
      expect(underTest().bytes(size)).toHaveLength(size);
    });

    it('makes secrets of 256 bits in base64url, never the same', () => {
      const secrets = Array.from({ length: 50 }, () => underTest().secret());
      for (const secret of secrets) expect(secret).toMatch(/^[\w-]{43}$/);
      expect(new Set(secrets).size).toBe(50);
    });
  });
}
