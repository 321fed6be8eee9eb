import { throttleIdentifier } from '../../../../../src/modules/auth/domain/throttleIdentifier';

describe('The name under which failures are counted', () => {
  it.each([
    'annsmith@example.com',
    ' Ann.Smith@Example.COM ',
    'a.n.n.smith@example.com',
    'ANNSMITH@EXAMPLE.COM',
  ])('A20 is one for %j', (email) => {
    expect(throttleIdentifier(email)).toBe('annsmith@example.com');
  });

  it.each([
    ['ann@exam.ple.com', 'ann@exam.ple.com'],
    ['ann+shop@example.com', 'ann+shop@example.com'],
    ['"a@b"@example.com', '"a@b"@example.com'],
    ['no address.', 'no address.'],
    ['', ''],
  ])('of %j is %j', (email, identifier) => {
    expect(throttleIdentifier(email)).toBe(identifier);
  });
});
