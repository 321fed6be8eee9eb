import { ifMatch } from '../../../../src/core/presentation/ifMatch';

const asked = (header?: string) => ifMatch({ headers: { 'if-match': header } });

describe('If-Match', () => {
  it.each([undefined, '*', ' * '])('%p is content with any version', (header) => {
    expect(asked(header)).toBeNull();
  });

  it.each([
    ['"3"', [3]],
    ['"3", "4"', [3, 4]],
    ['"3","4" ,\t"5"', [3, 4, 5]],
    [', "3",, "4",', [3, 4]],
    ['"other", "4"', [4]],
    ['W/"3", "4"', [4]],
  ])('%p names the versions %p', (header, versions) => {
    expect(asked(header)).toEqual(versions);
  });

  it.each([
    '',
    'W/"3"',
    'w/"3"',
    '3',
    '"3',
    '"3", x',
    '*, "3"',
    '"03"',
    '"-3"',
    '"3.0"',
    '"0"',
    '"9999999999"',
  ])('%p names none that can be current', (header) => {
    expect(asked(header)).toEqual([]);
  });
});
