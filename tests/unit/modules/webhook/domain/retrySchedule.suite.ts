import { delayAfter } from '../../../../../src/modules/webhook/domain/retrySchedule';

describe('when a delivery is tried again', () => {
  const all = Array.from({ length: 20 }, (_, failed) => delayAfter(failed, null));
  const delays = all.filter((delay) => delay !== null);

  it('is ten times over three days, at growing distances', () => {
    expect(delays).toHaveLength(9);
    expect(delays).toEqual([...delays].sort((one, other) => one - other));
    const days = delays.reduce((sum, delay) => sum + delay, 0) / 86_400;
    expect(days).toBeGreaterThan(3);
    expect(days).toBeLessThan(4);
    expect(all.slice(9).every((delay) => delay === null)).toBe(true);
  });

  it('is no sooner than the receiver asked for, and not put off for more than a day', () => {
    expect(delayAfter(0, 60)).toBe(60);
    expect(delayAfter(2, 60)).toBe(1_800);
    expect(delayAfter(0, 999_999)).toBe(86_400);
    expect(delayAfter(9, 60)).toBeNull();
  });
});
