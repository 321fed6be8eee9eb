import fc from 'fast-check';
import { sealedText, type SealedRow } from '../../../../src/core/domain/auditSeal';
import { canonicalJson } from '../../../../src/core/domain/canonicalJson';

const text = fc.option(fc.string({ maxLength: 3 }));
const row = fc.record<SealedRow>({
  id: fc.constant('1'),
  action: fc.string({ maxLength: 3 }),
  ...{ actorId: text, subjectId: text, workspaceId: text, targetType: text, targetId: text },
  details: fc.jsonValue({ maxDepth: 2 }),
  ...{ ip: text, userAgent: text, requestId: text },
});

describe('the text of a seal', () => {
  it('differs when anything of the row does', () => {
    fc.assert(
      fc.property(row, row, (one, other) => {
        const same = canonicalJson(one) === canonicalJson(other);
        expect(sealedText(one) === sealedText(other)).toBe(same);
      }),
    );
  });

  it('does not change on the way through the database, which keeps no order of names', () => {
    const written = { b: [{ y: 1, x: 1e21 }], a: -0, at: new Date(0), gone: undefined };
    expect(canonicalJson(written)).toBe('{"a":0,"at":"1970-01-01T00:00:00.000Z","b":[{"x":1e+21,"y":1}]}');
    expect(canonicalJson(JSON.parse('{"b": [{"x": 1000000000000000000000, "y": 1}], "a": 0}'))).toBe(
      canonicalJson({ a: 0, b: [{ y: 1, x: 1e21 }] }),
    );
  });
});
