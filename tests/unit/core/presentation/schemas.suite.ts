import type { Schema } from 'joi';
import { email, line, secret, text, time, uuid } from '../../../../src/core/presentation/schemas';

const faultOf = (schema: Schema, value: unknown) =>
  schema.label('it').validate(value, { convert: false, errors: { wrap: { label: false } } }).error?.message;

const notStrings = [null, 42, true, {}, [], ['a'], Number.NaN];

describe.each([
  ['text', text(1_000)],
  ['line', line(1_000)],
  ['email', email()],
  ['secret', secret()],
  ['uuid', uuid()],
  ['time', time()],
])('%s', (_name, schema) => {
  it.each(notStrings)('I3 is not %p', (value) => {
    expect(faultOf(schema, value)).toMatch(/it must be/);
  });

  it('is not empty', () => {
    expect(faultOf(schema, '')).toMatch(/it .*not allowed to be empty|it must/);
  });

  it.each(['a\u0000b', 'ann\u0000@example.com', 'a\ud800b', 'a\udc00\ud800b'])(
    'I2 is nothing the database would store as something else: %j',
    (value) => {
      expect(faultOf(schema, value)).toBeDefined();
    },
  );
});

describe('text', () => {
  it.each(['one', ' spaces ', 'two\nlines\tand a tab', '<b>ü€🦉</b>', "'; DROP TABLE users; --"])(
    'is %j',
    (value) => {
      expect(faultOf(text(100), value)).toBeUndefined();
    },
  );

  it('is no longer than asked for', () => {
    expect(faultOf(text(5), 'x'.repeat(5))).toBeUndefined();
    expect(faultOf(text(5), 'x'.repeat(6))).toMatch(/5 characters/);
  });

  it('says what is wrong with it', () => {
    expect(faultOf(text(5), 'a\u0000')).toBe('it contains characters that are not text');
  });
});

describe('line', () => {
  it.each(['Ann', ' Ann ', 'Ann-Marie O’Neill', '李小龙', '🦉'])('is %j', (value) => {
    expect(faultOf(line(80), value)).toBeUndefined();
  });

  it.each([' ', '\u00a0', '   ', '\u200b', ' \u2060\ufe0f', '\u3164', '\u2800'])(
    'is not blank: %j',
    (value) => {
      expect(faultOf(line(80), value)).toBe('it must not be blank');
    },
  );

  it.each([
    'Ann\r\nBcc: eve@evil.example',
    'a\nb',
    'a\tb',
    'a\u2028b',
    'a\u2029b',
    'a\u0085b',
    'a\u001b[31mb',
    'a\u007f',
  ])('B4 is one line: %j', (value) => {
    expect(faultOf(line(80), value)).toBe('it must be one line without control characters');
  });

  it('B6 is no longer than asked for', () => {
    expect(faultOf(line(80), 'x'.repeat(80))).toBeUndefined();
    expect(faultOf(line(80), 'x'.repeat(81))).toMatch(/80 characters/);
  });
});

describe('email', () => {
  it.each([
    'ann@example.com',
    ' Ann@Example.COM ',
    'ann+tag@sub.example.co.uk',
    "o'neill@example.com",
    'ann@localhost',
    'a@b.c',
  ])('is %j', (value) => {
    expect(faultOf(email(), value)).toBeUndefined();
  });

  it.each([
    'ann',
    '@example.com',
    'ann@',
    'ann@example..com',
    'ann@@example.com',
    'ann@example.com, eve@evil.example',
    'Ann <ann@example.com>',
    'ann @example.com',
    '"ann@evil.example> "@example.com',
    'ann@example.com>',
    '<ann@example.com>',
    'ann;eve@example.com',
    ' ',
    `${'x'.repeat(250)}@example.com`,
  ])('A10 is not %j', (value) => {
    expect(faultOf(email(), value)).toBeDefined();
  });

  it.each([
    'an\u200bn@example.com',
    'ann\u202e@example.com',
    'ann@exam\u00adple.com',
    'ann\u3000@example.com',
  ])('looks like no other address, by what nobody sees: %j', (value) => {
    expect(faultOf(email(), value)).toBeDefined();
  });

  it.each([
    'ann@example.com\r\nBcc: eve@evil.example',
    'ann@example.com\n',
    '\tann@example.com',
    'ann@example.com\u2028',
  ])('B4 is one line: %j', (value) => {
    expect(faultOf(email(), value)).toBeDefined();
  });
});

describe('secret', () => {
  it.each(['a', 'Zm9v-_', '~!{}', 'x'.repeat(512)])('is %j', (value) => {
    expect(faultOf(secret(), value)).toBeUndefined();
  });

  it.each(['with space', 'a\n', 'ü', 'x'.repeat(513)])('is not %j', (value) => {
    expect(faultOf(secret(), value)).toBeDefined();
  });
});

describe('uuid', () => {
  it.each(['01890a5d-ac96-774b-bcce-b302099a8057', '01890A5D-AC96-774B-BCCE-B302099A8057'])(
    'is %p',
    (value) => {
      expect(faultOf(uuid(), value)).toBeUndefined();
    },
  );

  it.each([
    '01890a5dac96774bbcceb302099a8057',
    '42',
    '01890a5d-ac96-774b-bcce-b302099a8057\n',
    '{01890a5d-ac96-774b-bcce-b302099a8057}',
    '[01890a5d-ac96-774b-bcce-b302099a8057]',
    '(01890a5d-ac96-774b-bcce-b302099a8057)',
    '{01890a5d-ac96-774b-bcce-b302099a8057',
  ])('I4 is not %p', (value) => {
    expect(faultOf(uuid(), value)).toBeDefined();
  });
});
