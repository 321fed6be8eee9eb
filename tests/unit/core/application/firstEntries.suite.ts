import { firstEntries } from '../../../../src/core/application/firstEntries';
import type { Page } from '../../../../src/core/application/Page';

/** As many entries as a list has, and what was asked of it. */
function listOf(length: number) {
  const asked: Page[] = [];
  const read = (page: Page) => {
    asked.push(page);
    const from = page.after === null ? 0 : Number(page.after) + 1;
    const ids = Array.from({ length: Math.min(page.limit, length - from) }, (_, at) => String(from + at));
    return Promise.resolve(ids.map((id) => ({ id })));
  };
  return { asked, read };
}

describe('A list for one answer', () => {
  it.each([0, 1, 499, 500, 501, 1_200])('is whole when it has %d entries', async (length) => {
    const { read } = listOf(length);
    const ids = (await firstEntries(read)).map(({ id }) => id);
    expect(ids).toEqual(Array.from({ length }, (_, at) => String(at)));
  });

  it('ends with the first 10,000, however long it is', async () => {
    const { read, asked } = listOf(1_000_000);
    expect(await firstEntries(read)).toHaveLength(10_000);
    expect(asked).toHaveLength(20);
  });

  it('is read no further than it is wanted', async () => {
    const { read, asked } = listOf(2_000);
    expect(await firstEntries(read, 700)).toHaveLength(700);
    expect(asked).toEqual([
      { limit: 500, after: null },
      { limit: 200, after: '499' },
    ]);
  });
});
