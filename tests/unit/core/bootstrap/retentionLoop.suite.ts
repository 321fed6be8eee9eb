import { Log } from '../../../../src/core/application/Log';
import { Metrics } from '../../../../src/core/application/Metrics';
import { Random } from '../../../../src/core/application/Random';
import type { Resolve } from '../../../../src/core/application/Injectable';
import { UnitOfWork } from '../../../../src/core/application/UnitOfWork';
import { retentionLoop } from '../../../../src/core/bootstrap/retentionLoop';
import { Database } from '../../../../src/core/infrastructure/database/Database';
import { CountingMetrics } from '../../../support/fakes/CountingMetrics';
import { FakeUnitOfWork } from '../../../support/fakes/FakeUnitOfWork';
import { SequentialRandom } from '../../../support/fakes/SequentialRandom';
import { silentLog } from '../../../support/silentLog';

describe('the loop of retention', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  it('takes the lease and looks a minute after the start, and gives the lease back when it stops', async () => {
    const asked: string[] = [];
    const database = {
      rows: async (statement: string) => {
        const isLease = statement.includes('INTO leases');
        asked.push(isLease ? 'lease' : 'look');
        return isLease ? [{ holder: 'this one' }] : [];
      },
      write: async (statement: string) => void asked.push(statement.includes('leases') ? 'give' : 'delete'),
    };
    const parts = new Map<unknown, unknown>([
      [Log, silentLog],
      [Metrics, new CountingMetrics()],
      [Random, new SequentialRandom()],
      [UnitOfWork, new FakeUnitOfWork()],
      [Database, database],
    ]);
    const loop = retentionLoop(((key: unknown) => parts.get(key)) as Resolve, []);
    await loop.start();
    await jest.advanceTimersByTimeAsync(59_999);
    expect(asked).toEqual([]);
    await jest.advanceTimersByTimeAsync(1);
    expect(asked.slice(0, 2)).toEqual(['lease', 'look']);
    asked.length = 0;
    await loop.stop();
    expect(asked).toEqual(['give']);
  });
});
