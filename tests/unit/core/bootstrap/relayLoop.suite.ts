import { relayLoop } from '../../../../src/core/bootstrap/relayLoop';
import type { OutboxRelay } from '../../../../src/core/infrastructure/events/OutboxRelay';
import type { Bell } from '../../../../src/core/infrastructure/jobs/Bell';
import { WakeUp } from '../../../../src/core/infrastructure/jobs/WakeUp';
import { silentLog } from '../../../support/silentLog';

/** A relay whose turn it is or not, what its passes were, and what was rung. */
async function aLoop(isHolder: boolean) {
  const relay = {
    isHolder,
    passes: 0,
    loses: false,
    pass: async () => {
      relay.passes += 1;
      if (relay.loses) relay.isHolder = false;
      return false;
    },
    resign: async () => {
      relay.isHolder = false;
    },
  };
  const rung: string[] = [];
  const bell = { ring: (work: string) => void rung.push(work), rung: () => Promise.resolve() };
  const committed = new WakeUp();
  const { loop, hear } = relayLoop(
    relay as unknown as OutboxRelay,
    committed,
    bell as unknown as Bell,
    silentLog,
  );
  loop.start();
  await jest.advanceTimersByTimeAsync(0);
  relay.passes = 0;
  return { relay, rung, committed, loop, hear };
}

describe('the loop of the relay', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  it('relays what this process committed at once when it is its turn, and rings for nobody', async () => {
    const { relay, rung, committed, loop } = await aLoop(true);
    committed.now();
    await jest.advanceTimersByTimeAsync(0);
    expect([relay.passes, rung]).toEqual([1, []]);
    await loop.stop();
  });

  it('rings for whoever has the turn when it is not its own', async () => {
    const { relay, rung, committed, loop } = await aLoop(false);
    committed.now();
    await jest.advanceTimersByTimeAsync(0);
    expect([relay.passes, rung]).toEqual([0, ['relay']]);
    await loop.stop();
  });

  it('hears the bell when it is its turn, or when the turn is free', async () => {
    for (const [isHolder, work, passes] of [
      [true, 'relay', 1],
      [false, 'relay', 0],
      [false, 'relay-free', 1],
      [true, 'jobs', 0],
    ] as const) {
      const { relay, hear, loop } = await aLoop(isHolder);
      hear(work);
      await jest.advanceTimersByTimeAsync(0);
      expect([isHolder, work, relay.passes]).toEqual([isHolder, work, passes]);
      await loop.stop();
    }
  });

  it('rings when it finds that the turn is another one’s by now', async () => {
    const { relay, rung, committed, loop } = await aLoop(true);
    relay.loses = true;
    committed.now();
    await jest.advanceTimersByTimeAsync(0);
    expect(rung).toEqual(['relay']);
    await loop.stop();
  });

  it('gives the turn away when it stops, and rings for those who commit still', async () => {
    const { rung, committed, loop } = await aLoop(true);
    await loop.stop();
    committed.now();
    expect(rung).toEqual(['relay-free', 'relay']);
  });
});
