import { within } from '../../../../src/core/kit/within';

describe('within', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  it('answers what the work answers, and leaves no timer behind', async () => {
    await expect(within(100, Promise.resolve('done'))).resolves.toBe('done');
    await expect(within(100, Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(jest.getTimerCount()).toBe(0);
  });

  it('waits so long and no longer', async () => {
    let outcome = 'waiting';
    const waiting = within(100, new Promise(() => undefined)).catch((error: unknown) => {
      outcome = String(error);
    });
    await jest.advanceTimersByTimeAsync(99);
    expect(outcome).toBe('waiting');
    await jest.advanceTimersByTimeAsync(1);
    await waiting;
    expect(outcome).toBe('Error: No answer within 100 ms');
  });
});
