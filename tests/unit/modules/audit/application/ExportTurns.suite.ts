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

  it('are eight in all', () => {
    const turns = new ExportTurns();
    const ends = Array.from({ length: 8 }, (_, n) => turns.take(`realm ${n}`));
    expect(() => turns.take('another')).toThrow(LIMIT);
    ends.forEach((end) => end());
    expect(ends.map((_, n) => turns.take(`realm ${n}`))).toHaveLength(8);
  });
});
