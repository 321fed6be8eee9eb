import { ZxcvbnCommonPasswords } from '../../../../../src/modules/auth/infrastructure/ZxcvbnCommonPasswords';

describe('The list of common passwords', () => {
  const common = new ZxcvbnCommonPasswords();

  it.each(['password', '12345678', 'iloveyou', 'qwertyuiop', 'password123', 'passw0rd', '1qaz2wsx'])(
    'B8 holds %s',
    (password) => {
      expect(common.has(password)).toBe(true);
    },
  );

  it('does not hold a phrase of one’s own', () => {
    expect(common.has('four quiet owls at noon')).toBe(false);
  });
});
