import type { ScopedReader } from '../../../../../src/core/infrastructure/database/ScopedReader';
import { Bell } from '../../../../../src/core/infrastructure/jobs/Bell';

it('is rung for whoever asks, however close that is to the end of another ring', async () => {
  for (let turns = 0; turns < 12; turns += 1) {
    const rung: unknown[] = [];
    const reader = {
      rows: async (_scope: unknown, _ring: unknown, [work]: unknown[]) => {
        rung.push(work);
        return [];
      },
    };
    const bell = new Bell(reader as unknown as ScopedReader);
    bell.ring('relay');
    for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
    bell.ring('jobs');
    await new Promise(setImmediate);
    expect([turns, rung]).toEqual([turns, ['relay', 'jobs']]);
  }
});
