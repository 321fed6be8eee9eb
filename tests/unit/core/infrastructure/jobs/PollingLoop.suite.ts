import { PollingLoop } from '../../../../../src/core/infrastructure/jobs/PollingLoop';
import { WakeUp } from '../../../../../src/core/infrastructure/jobs/WakeUp';
import { RecordingLog } from '../../../../support/fakes/RecordingLog';

const EVERY_MS = 1_000;

async function later(moments: number, act: () => void): Promise<void> {
  for (let moment = 0; moment < moments; moment += 1) await Promise.resolve();
  act();
}

describe('PollingLoop', () => {
  let looks: number;
  let pass: () => Promise<boolean>;
  let wakeUp: WakeUp;
  let log: RecordingLog;
  let loop: PollingLoop;

  beforeEach(() => {
    jest.useFakeTimers();
    looks = 0;
    pass = () => Promise.resolve(false);
    wakeUp = new WakeUp();
    log = new RecordingLog();
    loop = new PollingLoop({
      ...{ name: 'Worker', everyMs: EVERY_MS, wakeUp, log },
      pass: () => {
        looks += 1;
        return pass();
      },
    });
  });

  afterEach(async () => {
    await loop.stop();
    jest.useRealTimers();
  });

  const started = async () => {
    loop.start();
    await jest.advanceTimersByTimeAsync(0);
  };

  it('looks at its start, and then every so often', async () => {
    await started();
    expect(looks).toBe(1);
    await jest.advanceTimersByTimeAsync(EVERY_MS * 3);
    expect(looks).toBe(4);
  });

  it('looks again at once while there is more', async () => {
    let more = 3;
    pass = () => Promise.resolve((more -= 1) > 0);
    await started();
    expect(looks).toBe(3);
  });

  it('looks when it is called, and the next time after a whole pause', async () => {
    await started();
    await jest.advanceTimersByTimeAsync(EVERY_MS / 2);
    wakeUp.now();
    await jest.advanceTimersByTimeAsync(0);
    expect(looks).toBe(2);
    await jest.advanceTimersByTimeAsync(EVERY_MS - 1);
    expect(looks).toBe(2);
    await jest.advanceTimersByTimeAsync(1);
    expect(looks).toBe(3);
  });

  it('looks once more when it is called during a look, however often', async () => {
    let end = (_more: boolean): void => undefined;
    pass = () => new Promise((resolve) => (end = resolve));
    await started();
    for (const _call of [1, 2, 3]) wakeUp.now();
    expect(looks).toBe(1);
    end(false);
    await jest.advanceTimersByTimeAsync(0);
    expect(looks).toBe(2);
    end(false);
    await jest.advanceTimersByTimeAsync(0);
    expect(looks).toBe(2);
  });

  it.each([0, 1, 2, 3, 4])('misses no call that comes %i moments after a look has ended', async (moments) => {
    await started();
    pass = () => {
      pass = () => Promise.resolve(false);
      void later(moments, () => wakeUp.now());
      return Promise.resolve(false);
    };
    wakeUp.now();
    await jest.advanceTimersByTimeAsync(0);
    expect(looks).toBe(3);
  });

  it('logs a look that fails, and looks again as usual', async () => {
    const error = new Error('database is down');
    pass = () => Promise.reject(error);
    await started();
    expect(log.lines).toEqual([{ level: 'error', message: 'Worker failed', error }]);
    expect(looks).toBe(1);
    pass = () => Promise.resolve(false);
    await jest.advanceTimersByTimeAsync(EVERY_MS);
    expect(looks).toBe(2);
    wakeUp.now();
    await jest.advanceTimersByTimeAsync(0);
    expect(looks).toBe(3);
  });

  it('X12 stops when the look under way has ended, though there is more', async () => {
    let end = (_more: boolean): void => undefined;
    pass = () => new Promise((resolve) => (end = resolve));
    await started();
    let hasStopped = false;
    const stopping = loop.stop().then(() => {
      hasStopped = true;
    });
    await jest.advanceTimersByTimeAsync(0);
    expect(hasStopped).toBe(false);
    end(true);
    await stopping;
    wakeUp.now();
    await jest.advanceTimersByTimeAsync(EVERY_MS * 5);
    expect(looks).toBe(1);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('waits with its first look when it is told to, unless it is stopped meanwhile', async () => {
    const late = () =>
      new PollingLoop({
        ...{ name: 'Retention', everyMs: EVERY_MS, firstAfterMs: EVERY_MS * 3, wakeUp, log },
        pass: () => Promise.resolve((looks += 1) < 0),
      });
    const stopped = late();
    stopped.start();
    await stopped.stop();
    loop = late();
    loop.start();
    await jest.advanceTimersByTimeAsync(EVERY_MS * 3 - 1);
    expect(looks).toBe(0);
    await jest.advanceTimersByTimeAsync(EVERY_MS + 1);
    expect(looks).toBe(2);
  });

  it('does nothing before it is started', async () => {
    wakeUp.now();
    await jest.advanceTimersByTimeAsync(EVERY_MS * 5);
    expect(looks).toBe(0);
  });
});
