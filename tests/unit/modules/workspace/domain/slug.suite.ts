import fc from 'fast-check';
import { slugOf } from '../../../../../src/modules/workspace/domain/slug';

describe('The slug of a name', () => {
  it.each([
    ['Acme', 'acme'],
    ['Acme Inc.', 'acme-inc'],
    ['  Acme   &  Söhne GmbH ', 'acme-sohne-gmbh'],
    ['Ünïcödé', 'unicode'],
    ['ﬁne ＡＣＭＥ', 'fine-acme'],
    ['--acme--2--', 'acme-2'],
    ['a_b.c/d', 'a-b-c-d'],
    ['李小龙', 'workspace'],
    ['🦉', 'workspace'],
    ['', 'workspace'],
    ['-', 'workspace'],
    ['../../etc/passwd', 'etc-passwd'],
  ])('of %j is %j', (name, slug) => {
    expect(slugOf(name)).toBe(slug);
  });

  it('has at most 48 characters, and does not end in a hyphen there', () => {
    expect(slugOf('x'.repeat(80))).toBe('x'.repeat(48));
    expect(slugOf(`${'x'.repeat(47)} y`)).toBe('x'.repeat(47));
  });

  it('is fit for an address whatever the name, and its own slug', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (name) => {
        const slug = slugOf(name);
        expect(slug).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
        expect(slug.length).toBeLessThanOrEqual(48);
        expect(slugOf(slug)).toBe(slug);
      }),
    );
  });
});
