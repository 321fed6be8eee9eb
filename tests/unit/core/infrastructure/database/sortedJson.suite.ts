import { sortedJson } from '../../../../../src/core/infrastructure/database/sortedJson';

describe('JSON to compare by', () => {
  it.each([
    [
      { a: 1, b: { c: [1, { d: 1, e: 2 }], f: null } },
      { b: { f: null, c: [1, { e: 2, d: 1 }] }, a: 1 },
    ],
    [undefined, null],
  ])('is the same whatever the order of members: %j', (one, other) => {
    expect(sortedJson(one)).toBe(sortedJson(other));
  });

  it.each<[unknown, unknown]>([
    [{ a: 1 }, { a: '1' }],
    [{ a: [1, 2] }, { a: [2, 1] }],
    [{ a: null }, {}],
    [{ a: { b: 1 } }, { a: { c: 1 } }],
    [{}, []],
  ])('tells %j from %j', (one, other) => {
    expect(sortedJson(one)).not.toBe(sortedJson(other));
  });
});
