import { InProcessCache } from '../../../../../src/core/infrastructure/cache/InProcessCache';
import { InvalidationPoll } from '../../../../../src/core/infrastructure/cache/InvalidationPoll';
import type { ScopedReader } from '../../../../../src/core/infrastructure/database/ScopedReader';
import { RecordingLog } from '../../../../support/fakes/RecordingLog';

interface Drop {
  readonly id: string;
  readonly key: string;
}

/** The table of drops, which can be out of reach. */
class Drops implements ScopedReader {
  rows: never;
  isDown = false;
  recent: Drop[] = [];

  constructor() {
    this.rows = (() =>
      this.isDown ? Promise.reject(new Error('no answer')) : Promise.resolve(this.recent)) as never;
  }

  close = () => Promise.resolve();
}

describe('InvalidationPoll', () => {
  let drops: Drops;
  let cache: InProcessCache;
  let log: RecordingLog;
  let poll: InvalidationPoll;
  let loads = 0;

  const read = async () => {
    const value = await cache.through('ann', () => Promise.resolve({ load: (loads += 1) }));
    await jest.advanceTimersByTimeAsync(0);
    return value?.load;
  };

  beforeEach(async () => {
    jest.useFakeTimers();
    jest.setSystemTime(0);
    loads = 0;
    drops = new Drops();
    cache = new InProcessCache({ max: 100 });
    log = new RecordingLog();
    poll = new InvalidationPoll(drops, cache, log);
    await poll.start();
  });

  afterEach(() => {
    poll.stop();
    jest.useRealTimers();
  });

  it('lets the cache believe what it remembers while no drop is heard', async () => {
    expect(await read()).toBe(1);
    await jest.advanceTimersByTimeAsync(60_000);
    expect(await read()).toBe(1);
  });

  it('forgets within half a second what another process dropped, once', async () => {
    await read();
    drops.recent = [{ id: '1', key: 'ann' }];
    await jest.advanceTimersByTimeAsync(450);
    expect(await read()).toBe(2);
    await jest.advanceTimersByTimeAsync(450);
    expect(await read()).toBe(2);
    drops.recent = [...drops.recent, { id: '2', key: 'ann' }];
    await jest.advanceTimersByTimeAsync(450);
    expect(await read()).toBe(3);
  });

  it('T1 lets nothing be believed a second after it last heard', async () => {
    await read();
    drops.isDown = true;
    await jest.advanceTimersByTimeAsync(1_000);
    expect(await read()).toBe(2);
    expect(await read()).toBe(3);
    expect(log.lines).toContainEqual(expect.objectContaining({ level: 'warn' }));
  });

  it('lets what it remembers be believed again after a short silence', async () => {
    await read();
    drops.isDown = true;
    await jest.advanceTimersByTimeAsync(2_000);
    drops.isDown = false;
    await jest.advanceTimersByTimeAsync(450);
    expect(await read()).toBe(1);
  });

  it('never again believes what it remembered before a long silence, in which drops went unheard', async () => {
    await read();
    drops.isDown = true;
    await jest.advanceTimersByTimeAsync(20_000);
    drops.isDown = false;
    await jest.advanceTimersByTimeAsync(450);
    expect(await read()).toBe(2);
    expect(await read()).toBe(2);
  });

  it('hears no more once it is stopped', async () => {
    poll.stop();
    await read();
    await jest.advanceTimersByTimeAsync(5_000);
    expect(jest.getTimerCount()).toBe(0);
    expect(await read()).toBe(2);
  });
});
