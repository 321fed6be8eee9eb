import { demandVersion, versionStale } from '../../../../src/core/domain/stale';

describe('The version a caller counts on', () => {
  it.each([
    [3, 3],
    [3, [4, 3]],
    [3, null],
  ])('is current: %p, asked for %p', (current, expected) => {
    expect(() => demandVersion(current, expected)).not.toThrow();
  });

  it.each([
    [3, 2],
    [3, 4],
    [3, [2, 4]],
    [3, []],
    [3, Number.NaN],
    [1, 0],
  ])('is not current: %p, asked for %p', (current, expected) => {
    expect(() => demandVersion(current, expected)).toThrow(
      expect.objectContaining({ kind: 'stale', code: 'PRECONDITION_FAILED' }),
    );
  });

  it('is a conflict when it was replaced between loading and saving', () => {
    expect(versionStale()).toMatchObject({ kind: 'conflict', code: 'VERSION_STALE' });
  });
});
