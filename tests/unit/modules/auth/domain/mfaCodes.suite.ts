import { base32 } from '../../../../../src/modules/auth/domain/base32';
import { givenCode } from '../../../../../src/modules/auth/domain/givenCode';
import { RECOVERY_CODE_BYTES, recoveryCode } from '../../../../../src/modules/auth/domain/recoveryCode';

describe('base32', () => {
  it.each([
    ['', ''],
    ['f', 'MY'],
    ['fo', 'MZXQ'],
    ['foo', 'MZXW6'],
    ['foob', 'MZXW6YQ'],
    ['fooba', 'MZXW6YTB'],
    ['foobar', 'MZXW6YTBOI'],
  ])('writes %j as %j, as RFC 4648 does', (text, written) => {
    expect(base32(Buffer.from(text))).toBe(written);
  });
});

describe('A code as somebody typed it', () => {
  it.each(['123456', ' 123 456 ', '123-456', '1 2 3 4 5 6'])('%j is of an app', (typed) => {
    expect(givenCode(typed)).toEqual({ kind: 'totp', text: '123456' });
  });

  it.each(['k7qd-2mzx-ah5t-wn3c', 'K7QD 2MZX AH5T WN3C', 'k7qd2mzxah5twn3c'])(
    '%j is the same recovery code',
    (typed) => {
      expect(givenCode(typed)).toEqual({ kind: 'recovery', text: 'K7QD2MZXAH5TWN3C' });
    },
  );

  it.each(['12345', '1234567', '１２３４５６', ''])('%j is no code of an app', (typed) => {
    expect(givenCode(typed).kind).toBe('recovery');
  });
});

describe('A recovery code', () => {
  it('shows 80 bits in four groups, and reads as one code', () => {
    const code = recoveryCode(new Uint8Array(RECOVERY_CODE_BYTES).fill(255));
    expect(code).toBe('7777-7777-7777-7777');
    expect(RECOVERY_CODE_BYTES * 8).toBeGreaterThanOrEqual(64);
    expect(givenCode(code).kind).toBe('recovery');
  });
});
