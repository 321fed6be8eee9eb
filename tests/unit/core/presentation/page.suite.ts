import { pageAnswer, pageOf, pageQuery } from '../../../../src/core/presentation/page';
import { validator } from '../../../../src/core/presentation/validate';

const ids = Array.from({ length: 7 }, (_, n) => `01890a5d-ac96-774b-bcce-b302099a800${n}`);
const entries = ids.map((id) => ({ id }));

/** What a client does, against a list that is read as a read port reads it. */
function readAll(limit: number): { id: string }[][] {
  const pages: { id: string }[][] = [];
  let cursor: string | null = null;
  do {
    const query = validator(pageQuery, 'query')({ limit, ...(cursor !== null && { cursor }) });
    const { limit: most, after } = pageOf(query as never);
    const rest = after === null ? entries : entries.slice(ids.indexOf(after) + 1);
    const { data, meta } = pageAnswer(rest.slice(0, most), limit);
    pages.push(data);
    cursor = meta.nextCursor;
  } while (cursor !== null);
  return pages;
}

describe('A list in pages', () => {
  it.each([
    [1, 7],
    [3, 3],
    [7, 1],
    [100, 1],
  ])('of %i shows every entry once, in %i pages', (limit, count) => {
    const pages = readAll(limit);
    expect(pages.flat()).toEqual(entries);
    expect(pages).toHaveLength(count);
    expect(pages.every((page) => page.length <= limit)).toBe(true);
  });

  it('is one empty page when there is nothing', () => {
    expect(pageAnswer([], 25)).toEqual({ data: [], meta: { limit: 25, nextCursor: null } });
  });

  it('has 25 entries unless it is asked otherwise', () => {
    expect(pageOf(validator(pageQuery, 'query')({}) as never)).toEqual({ limit: 26, after: null });
    expect(validator(pageQuery, 'query')({ limit: '100' })).toEqual({ limit: 100 });
  });

  it.each(['0', '-1', '101', '1e9', 'NaN', '1.5', '', 'ten', ['1', '1000']])(
    'I10 refuses limit=%p',
    (limit) => {
      expect(() => validator(pageQuery, 'query')({ limit })).toThrow(
        expect.objectContaining({ code: 'VALIDATION_ERROR' }),
      );
    },
  );

  it.each([
    '',
    'abc',
    "' OR 1=1 --",
    Buffer.from('42').toString('base64url'),
    'x'.repeat(65),
    '\u0000',
    ['a', 'b'],
    { $gt: '' },
  ])('I1 refuses cursor=%p', (cursor) => {
    expect(() => validator(pageQuery, 'query')({ cursor })).toThrow(
      expect.objectContaining({ code: 'VALIDATION_ERROR' }),
    );
  });
});
