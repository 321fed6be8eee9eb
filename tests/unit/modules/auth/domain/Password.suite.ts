import { inspect } from 'node:util';
import fc from 'fast-check';
import { DomainError } from '../../../../../src/core/domain/DomainError';
import { Password } from '../../../../../src/modules/auth/domain/Password';

const ann = ['ann.lee@example.com', 'Ann', 'Lee', 'Lee & Sons Ltd'];
const common = new Set(['password123', 'iloveyou']);
const choose = (raw: string, about: string[] = ann) =>
  Password.chosen(raw, { path: 'body.password', about, common }).text;

function reasons(raw: string, about: string[] = ann): string[] {
  try {
    choose(raw, about);
    return [];
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return (error.facts.details ?? []).map(({ message }) => message);
  }
}

describe('A chosen password', () => {
  it.each([
    'four quiet owls',
    'aaaaaaab',
    'nodigits',
    '        ',
    'пароль-совы',
    'ann likes owls',
    'x'.repeat(64),
  ])('B8 has no rule of composition: %p', (raw) => {
    expect(choose(raw)).toBe(raw);
  });

  it('has 8 to 256 code points', () => {
    expect(reasons('1234567')).toEqual(['must have at least 8 characters']);
    expect(reasons('qwe rt z')).toEqual([]);
    expect(reasons('x'.repeat(256))).toEqual([]);
    expect(reasons('x'.repeat(257))).toEqual(['must have at most 256 characters']);
  });

  it('A12 counts code points, not UTF-16 units or bytes', () => {
    expect(reasons('🦉'.repeat(7))).toEqual(['must have at least 8 characters']);
    expect(reasons('🦉'.repeat(64))).toEqual([]);
    expect(reasons('🦉'.repeat(256))).toEqual([]);
  });

  it('is measured after NFC', () => {
    expect(reasons('e\u0301'.repeat(7))).toEqual(['must have at least 8 characters']);
    expect(choose('e\u0301'.repeat(256))).toBe('é'.repeat(256));
  });

  it('never exceeds 1024 bytes', () => {
    expect(Buffer.byteLength(choose('🦉'.repeat(256)))).toBe(1024);
    expect(reasons('🦉'.repeat(257))).toEqual(['must have at most 256 characters']);
  });

  it.each(['\ud83e quiet owls', 'quiet owls \udd89', 'quiet\0owls'])(
    'is well-formed and without NUL: %j',
    (raw) => {
      expect(reasons(raw)).toEqual(['must be well-formed Unicode text without NUL']);
    },
  );

  it.each(['password123', 'PassWord123', 'ｉｌｏｖｅｙｏｕ'])(
    'B8 is not a common one, in any case or width: %p',
    (raw) => {
      expect(reasons(raw)).toEqual(['is one of the most used passwords, choose another']);
    },
  );

  it.each([
    'ann.lee@example.com',
    'ANN.LEE@EXAMPLE.COM',
    'ann.lee.',
    'Ann Lee!',
    'leeannlee',
    'Lee & Sons',
    'leesonsltd',
    'porticoportico',
    'Portico!',
    'annportico',
  ])('B8 is more than the account’s own data or the name of the product: %p', (raw) => {
    const [reason, ...more] = reasons(raw).filter((text) => !text.includes('at least'));
    expect(reason).toBe('must be more than your e-mail address, name, workspace or this product');
    expect(more).toEqual([]);
  });

  it('is compared with names that hold no letters too', () => {
    expect(reasons('🦉'.repeat(8), ['🦉'.repeat(8)])).toHaveLength(1);
    expect(reasons(' '.repeat(8), ['🦉', ''])).toEqual([]);
  });

  it('is refused with every reason at the caller’s path', () => {
    expect(() => choose('portico')).toThrow(
      expect.objectContaining({
        kind: 'invalid',
        code: 'VALIDATION_ERROR',
        facts: {
          details: [
            { path: 'body.password', message: 'must have at least 8 characters' },
            {
              path: 'body.password',
              message: 'must be more than your e-mail address, name, workspace or this product',
            },
          ],
        },
      }),
    );
  });

  it('is not printed or serialised', () => {
    const password = Password.chosen('four quiet owls', { path: 'body.password', about: ann, common });
    expect(`${inspect(password)} ${JSON.stringify({ password })}`).not.toContain('owls');
  });

  it('is any text of the right length, as it was given but for NFC', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300, size: 'max' }), (raw) => {
        const length = [...raw.normalize('NFC')].length;
        const right = length >= 8 && length <= 256 && !raw.includes('\0');
        expect(reasons(raw, ['zz9']).length === 0).toBe(right);
      }),
    );
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 30, maxLength: 40 }), (raw) => {
        expect(choose(raw, [])).toBe(raw.normalize('NFC'));
      }),
    );
  });

  it('is refused whenever it is nothing but own words, however they are joined', () => {
    const word = fc.constantFrom('ann', 'LEE', 'Example', 'sons', 'Portico');
    const gap = fc.constantFrom('', ' ', '.', '-', '!!');
    fc.assert(
      fc.property(fc.array(fc.tuple(word, gap), { minLength: 4, maxLength: 12 }), (parts) => {
        expect(reasons(parts.flat().join(''))).not.toEqual([]);
      }),
    );
  });
});
