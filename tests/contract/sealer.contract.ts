import type { Sealer } from '../../src/core/application/Sealer';

export interface SealerUnderTest {
  readonly sealer: Sealer;
  readonly otherKey: Sealer;
}

/** What every Sealer keeps. */
export function sealerContract(name: string, underTest: () => SealerUnderTest): void {
  describe(`${name} keeps the Sealer contract`, () => {
    const seal = (plain: string) => underTest().sealer.seal('job', plain);
    const open = (sealed: Buffer) => underTest().sealer.open('job', sealed);

    it.each(['four quiet owls', '', 'ü€🦉\0', 'x'.repeat(100_000)])('opens what it sealed', (plain) => {
      expect(open(seal(plain))).toBe(plain);
    });

    it('shows nothing of what is inside, not even that two are the same', () => {
      const [one, two] = [seal('four quiet owls'), seal('four quiet owls')];
      expect(one.equals(two)).toBe(false);
      expect(one.includes('quiet')).toBe(false);
    });

    it('does not open for another purpose', () => {
      expect(() => underTest().sealer.open('totp', seal('four quiet owls'))).toThrow();
    });

    it('does not open with another key', () => {
      expect(() => underTest().otherKey.open('job', seal('four quiet owls'))).toThrow();
    });

    it('does not open what was altered, wherever', () => {
      const sealed = seal('four quiet owls');
      for (const position of sealed.keys()) {
        const altered = Buffer.from(sealed);
        altered.writeUInt8(altered.readUInt8(position) ^ 1, position);
        expect(() => open(altered)).toThrow();
      }
    });

    it('does not open what was cut short or made longer', () => {
      const sealed = seal('four quiet owls');
      for (const length of sealed.keys()) expect(() => open(sealed.subarray(0, length))).toThrow();
      expect(() => open(Buffer.concat([sealed, Buffer.from([0])]))).toThrow();
    });
  });
}
