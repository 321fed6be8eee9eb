import { isUuid } from '../../../../src/core/domain/ids';

describe('A UUID', () => {
  it.each(['01890a5d-ac96-774b-bcce-b302099a8057', '01890A5D-AC96-774B-BCCE-B302099A8057'])('is %p', (id) => {
    expect(isUuid(id)).toBe(true);
  });

  it.each([
    '',
    '01890a5d-ac96-774b-bcce-b302099a805',
    '01890a5d-ac96-774b-bcce-b302099a80577',
    '01890a5d-ac96-774b-bcce-b302099a8057\n',
    ' 01890a5d-ac96-774b-bcce-b302099a8057',
    '01890a5dac96774bbcceb302099a8057',
    '{01890a5d-ac96-774b-bcce-b302099a8057}',
    '01890a5d-ac96-774b-bcce-b302099a805g',
    "01890a5d-ac96-774b-bcce-b302099a8057' --",
    null,
    undefined,
    42,
    ['01890a5d-ac96-774b-bcce-b302099a8057'],
  ])('I4 is not %p', (value) => {
    expect(isUuid(value)).toBe(false);
  });
});
