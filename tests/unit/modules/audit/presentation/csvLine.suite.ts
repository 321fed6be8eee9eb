import { csvLine } from '../../../../../src/modules/audit/presentation/csvLine';

describe('a line of CSV', () => {
  it.each([
    ['plain cells', ['a', 'b c'], 'a,b c'],
    ['nothing', [null, '', null], ',,'],
    ['commas, quotes and line breaks', ['a,b', 'say "hi"', 'a\r\nb'], '"a,b","say ""hi""","a\r\nb"'],
    ['JSON', ['{"a":1}'], '"{""a"":1}"'],
  ])('holds %s', (_what, cells, line) => {
    expect(csvLine(cells)).toBe(`${line}\r\n`);
  });

  it.each(['=', '+', '-', '@', '\t', '\0'])('I18 makes no formula of a cell that begins with %j', (sign) => {
    expect(csvLine([`${sign}cmd|' /C calc'!A0`])).toBe(`'${sign}cmd|' /C calc'!A0\r\n`);
    expect(csvLine([`a${sign}b`])).toBe(`a${sign}b\r\n`);
  });

  it.each(['\r', '\n'])('I18 quotes and defuses %j', (sign) => {
    expect(csvLine([`${sign}=1`])).toBe(`"'${sign}=1"\r\n`);
  });
});
