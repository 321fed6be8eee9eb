import { DropHistory } from '../../../../../src/core/infrastructure/cache/DropHistory';
import { InProcessCache } from '../../../../../src/core/infrastructure/cache/InProcessCache';
import { StampedEntries } from '../../../../../src/core/infrastructure/cache/StampedEntries';
import { TwoLevelCache } from '../../../../../src/core/infrastructure/cache/TwoLevelCache';
import { aShelf, type TestShelf } from '../../../../support/redis/aShelf';

const SECRET = 'a key of the tests, long enough';

/** The database: what it holds, and how long its log is. */
let log: number;
let role: string;
let shelf: TestShelf;

/** A process on it, whose readings of PostgreSQL are counted. */
async function aProcess() {
  const memory = new InProcessCache({ max: 10 });
  const end = () => Promise.resolve({ timeline: '1', inserted: log, flushed: log });
  const cache = new TwoLevelCache(memory, shelf, new StampedEntries(SECRET), new DropHistory(), end);
  let readings = 0;
  const one = {
    cache,
    hear: async () => {
      await cache.heard();
      cache.vouch(60_000);
    },
    role: async () => {
      const value = await cache.through('ann', async () => ({ role: await one.reading() }));
      return value?.role;
    },
    reading: async () => {
      readings += 1;
      return role;
    },
    readings: () => readings,
    forgets: () => memory.clear(),
  };
  await one.hear();
  return one;
}

const commit = (now: string) => {
  role = now;
  log += 10;
};

beforeEach(() => {
  log = 100;
  role = 'viewer';
  shelf = aShelf();
});

describe('TwoLevelCache', () => {
  it('finds what another process has read', async () => {
    const [here, there] = [await aProcess(), await aProcess()];
    commit('viewer');
    await here.hear();
    await here.role();
    expect(await there.role()).toBe('viewer');
    expect([here.readings(), there.readings()]).toEqual([1, 0]);
    await there.role();
    expect(shelf.asked).toBe(2);
  });

  it('asks PostgreSQL where the shelf has lost everything, or answers nothing', async () => {
    const [here, there] = [await aProcess(), await aProcess()];
    commit('viewer');
    await here.hear();
    await here.role();
    shelf.entries.clear();
    expect([await there.role(), there.readings()]).toEqual(['viewer', 1]);
  });

  it('T1 believes nothing on the shelf once the change was heard, though the shelf never heard of it', async () => {
    const [here, there] = [await aProcess(), await aProcess()];
    commit('viewer');
    await here.hear();
    await here.role();
    commit('removed');
    there.cache.drop('ann');
    expect(await there.role()).toBe('removed');
    await there.hear();
    there.forgets();
    expect(await there.role()).toBe('removed');
  });

  it('T1 believes no entry that a slow reader puts there after the change', async () => {
    const [slow, there] = [await aProcess(), await aProcess()];
    commit('viewer');
    await slow.hear();
    let go: () => void = () => undefined;
    slow.reading = async () => {
      const read = role;
      await new Promise<void>((resolve) => (go = resolve));
      return read;
    };
    const asked = slow.role();
    await new Promise(setImmediate);
    commit('removed');
    there.cache.drop('ann');
    await there.hear();
    go();
    await asked;
    expect(shelf.entries.size).toBe(1);
    expect(await there.role()).toBe('removed');
  });

  it('T1 believes nothing that comes from the shelf after the change was heard', async () => {
    const [here, there] = [await aProcess(), await aProcess()];
    commit('viewer');
    await here.hear();
    await here.role();
    const letGo = shelf.holdBack();
    const asked = there.role();
    commit('removed');
    there.cache.drop('ann');
    letGo();
    expect(await asked).toBe('removed');
  });

  it('T1 a process that begins later believes nothing from before', async () => {
    const here = await aProcess();
    commit('viewer');
    await here.hear();
    await here.role();
    commit('removed');
    const late = await aProcess();
    expect(await late.role()).toBe('removed');
  });

  it('E11 believes nothing, and does not even ask, while nobody vouches', async () => {
    const [here, there] = [await aProcess(), await aProcess()];
    commit('viewer');
    await here.hear();
    await here.role();
    there.cache.vouch(0);
    const { asked } = shelf;
    expect([await there.role(), there.readings(), shelf.asked]).toEqual(['viewer', 1, asked]);
  });

  it('finds again what was read after the change', async () => {
    const [here, there] = [await aProcess(), await aProcess()];
    for (const one of [here, there]) one.cache.drop('ann');
    for (const one of [here, there]) await one.hear();
    commit('owner');
    await here.hear();
    await here.role();
    expect([await there.role(), there.readings()]).toEqual(['owner', 0]);
  });
});
