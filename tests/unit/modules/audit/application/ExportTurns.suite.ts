import { ExportTurns } from '../../../../../src/modules/audit/application/ExportTurns';

const LIMIT = expect.objectContaining({ code: 'EXPORT_LIMIT', facts: { retryAfter: 10 } }) as Error;

describe('I19 turns for exports', () => {
  it('are two at once for one realm, and free again when one ends', () => {
    const turns = new ExportTurns();
    const end = turns.take('acme');
    turns.take('acme');
    expect(() => turns.take('acme')).toThrow(LIMIT);
    turns.take('beta');
    end();
    turns.take('acme');
    expect(() => turns.take('acme')).toThrow(LIMIT);
  });

  it('are two at once for one reader, whatever they read', () => {
    const turns = new ExportTurns();
    turns.take('acme', 'ann');
    const end = turns.take('beta', 'ann');
    expect(() => turns.take('gamma', 'ann')).toThrow(LIMIT);
    turns.take('gamma', 'bob');
    end();
    turns.take('gamma', 'ann');
  });

  it('are no fewer because others take nothing of theirs: eight read at a time, and the rest after them', async () => {
    const turns = new ExportTurns();
    for (let n = 0; n < 100; n += 1) turns.take(`realm ${n}`);
    const ends: (() => void)[] = [];
    const reading = Array.from({ length: 9 }, (_, n) =>
      turns.work(() => new Promise<number>((resolve) => ends.push(() => resolve(n)))),
    );
    await Promise.resolve();
    expect(ends).toHaveLength(8);
    ends[0]?.();
    await reading[0];
    await new Promise(setImmediate);
    expect(ends).toHaveLength(9);
    ends.forEach((end) => end());
    expect(await Promise.all(reading)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
  });
});
