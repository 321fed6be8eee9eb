import { InProcessCache } from '../../../../../src/core/infrastructure/cache/InProcessCache';

describe('InProcessCache', () => {
  let cache: InProcessCache;
  let loads: string[];

  const ask = async (key: string) => {
    await cache.through(key, async () => {
      loads.push(key);
      return {};
    });
    await jest.advanceTimersByTimeAsync(0);
  };

  beforeEach(() => {
    jest.useFakeTimers();
    cache = new InProcessCache({ max: 2 });
    cache.vouch(1_000);
    loads = [];
  });

  afterEach(() => void jest.useRealTimers());

  it('forgets what was not asked for the longest, once there is too much', async () => {
    for (const key of ['ann', 'bob', 'ann', 'cyd']) await ask(key);
    expect(loads).toEqual(['ann', 'bob', 'cyd']);
    await ask('ann');
    expect(loads).toEqual(['ann', 'bob', 'cyd']);
    await ask('bob');
    expect(loads).toEqual(['ann', 'bob', 'cyd', 'bob']);
  });

  it('believes what it remembers only while somebody vouches for it', async () => {
    await ask('ann');
    jest.advanceTimersByTime(999);
    await ask('ann');
    expect(loads).toEqual(['ann']);
    jest.advanceTimersByTime(1);
    await ask('ann');
    await ask('ann');
    expect(loads).toEqual(['ann', 'ann', 'ann']);
  });

  it('forgets everything, also what is being loaded', async () => {
    await ask('ann');
    const under = cache.through('bob', () => Promise.resolve({}));
    cache.clear();
    await under;
    await ask('ann');
    await ask('bob');
    expect(loads).toEqual(['ann', 'ann', 'bob']);
  });

  it('asks again where a load throws before it starts', async () => {
    const load = () => {
      throw new Error('at once');
    };
    expect(() => cache.through('ann', load)).toThrow('at once');
    await ask('ann');
    expect(loads).toEqual(['ann']);
  });
});
