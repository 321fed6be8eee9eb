import { DropHistory, type WalEnd } from '../../../../../src/core/infrastructure/cache/DropHistory';

const end = (inserted: number, flushed = inserted, timeline = '00000001') => ({
  timeline,
  inserted,
  flushed,
});
const stamp = (at: number, timeline = '00000001') => ({ timeline, at });

describe('DropHistory', () => {
  let history: DropHistory;
  const place = (now: WalEnd | null) => history.place(() => Promise.resolve(now));

  beforeEach(async () => {
    history = new DropHistory();
    await place(end(100));
  });

  it('believes nothing, and stamps nothing, before it has heard anything', () => {
    const deaf = new DropHistory();
    expect([deaf.stamp, deaf.believes('ann', stamp(1_000))]).toEqual([null, false]);
  });

  it('believes only what was read after it began to hear', () => {
    expect(history.believes('ann', stamp(101))).toBe(true);
    expect(history.believes('ann', stamp(100))).toBe(false);
  });

  it('stamps with what a crash of PostgreSQL cannot take back', async () => {
    await place(end(300, 250));
    expect(history.stamp).toEqual(stamp(250));
  });

  it('believes nothing of a key that was dropped, until it was read after the drop was heard', async () => {
    history.dropped('ann');
    expect(history.believes('ann', stamp(9_999))).toBe(false);
    await place(end(200));
    expect(history.believes('ann', stamp(200))).toBe(false);
    expect(history.believes('ann', stamp(201))).toBe(true);
    expect(history.believes('ben', stamp(101))).toBe(true);
  });

  it('keeps a drop that comes while the position is asked for waiting for the next one', async () => {
    let answer: (now: WalEnd) => void = () => undefined;
    history.dropped('ann');
    const placing = history.place(() => new Promise((resolve) => (answer = resolve)));
    history.dropped('ben');
    expect(history.believes('ann', stamp(9_999))).toBe(false);
    answer(end(200));
    await placing;
    expect(history.believes('ann', stamp(201))).toBe(true);
    expect(history.believes('ben', stamp(9_999))).toBe(false);
    await place(end(300));
    expect(history.believes('ben', stamp(300))).toBe(false);
    expect(history.believes('ben', stamp(301))).toBe(true);
  });

  it('keeps drops waiting where the position cannot be had', async () => {
    history.dropped('ann');
    await expect(history.place(() => Promise.reject(new Error('down')))).rejects.toThrow('down');
    expect(history.believes('ann', stamp(9_999))).toBe(false);
    await place(end(200));
    expect(history.believes('ann', stamp(200))).toBe(false);
    expect(history.believes('ann', stamp(201))).toBe(true);
  });

  it('believes nothing on a standby', async () => {
    await place(null);
    expect([history.stamp, history.believes('ann', stamp(9_999))]).toEqual([null, false]);
  });

  it('believes nothing from before a failover, whose log may have lost what was read', async () => {
    await place(end(90, 90, '00000002'));
    expect(history.believes('ann', stamp(500))).toBe(false);
    expect(history.believes('ann', stamp(90, '00000002'))).toBe(false);
    expect(history.believes('ann', stamp(91, '00000002'))).toBe(true);
  });

  it('believes nothing from before a silence in which drops went unheard', async () => {
    history.forget();
    expect([history.stamp, history.believes('ann', stamp(9_999))]).toEqual([null, false]);
    await place(end(500));
    expect(history.believes('ann', stamp(500))).toBe(false);
    expect(history.believes('ann', stamp(501))).toBe(true);
  });

  it('raises the bar for all when it must forget the oldest drops', async () => {
    history = new DropHistory(2);
    await place(end(100));
    for (const [key, at] of [
      ['ann', 200],
      ['ben', 300],
      ['cyd', 400],
    ] as const) {
      history.dropped(key);
      await place(end(at));
    }
    expect(history.believes('ann', stamp(200))).toBe(false);
    expect(history.believes('dan', stamp(200))).toBe(false);
    expect(history.believes('dan', stamp(201))).toBe(true);
    expect(history.believes('ben', stamp(300))).toBe(false);
  });
});
