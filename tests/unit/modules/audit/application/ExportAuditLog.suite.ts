import type { Ledger } from '../../../../../src/core/application/Ledger';
import type { Page } from '../../../../../src/core/application/Page';
import { asId } from '../../../../../src/core/domain/ids';
import type { DomainEvent } from '../../../../../src/core/domain/EventCatalogue';
import type { AuditRecord } from '../../../../../src/modules/audit/application/AuditLog';
import { ExportAuditLog } from '../../../../../src/modules/audit/application/ExportAuditLog';
import { ExportTurns } from '../../../../../src/modules/audit/application/ExportTurns';

const sight = { workspaceId: asId<'workspace'>('acme'), readerId: asId<'user'>('ann') };

function scene(rows: number) {
  const asked: Page[] = [];
  const recorded: DomainEvent[] = [];
  const log = {
    list: (_sight: unknown, _filter: unknown, page: Page) => {
      asked.push(page);
      const begin = page.after === null ? 0 : Number(page.after) + 1;
      const size = Math.min(page.limit, rows - begin);
      return Promise.resolve(
        Array.from({ length: size }, (_, n) => ({ id: String(begin + n) }) as AuditRecord),
      );
    },
  };
  const ledger: Ledger = { record: async (events) => void recorded.push(...events) };
  const pauses: number[] = [];
  const pause = async (milliseconds: number) => void pauses.push(milliseconds);
  return { asked, recorded, pauses, exportLog: new ExportAuditLog(log, new ExportTurns(), ledger, pause) };
}

describe('exporting the audit log', () => {
  it('I19 leaves time for everybody else between two batches', async () => {
    const { exportLog, pauses } = scene(503);
    for await (const batch of exportLog.execute(sight, {}, 'csv')) expect(batch).not.toEqual([]);
    expect(pauses).toEqual([15, 15]);
  });

  it('reads batch after batch until there is nothing more', async () => {
    const { exportLog, asked } = scene(503);
    const sizes: number[] = [];
    for await (const batch of exportLog.execute(sight, {}, 'csv')) sizes.push(batch.length);
    expect(sizes).toEqual([200, 200, 103]);
    expect(asked.map(({ after }) => after)).toEqual([null, '199', '399']);
  });

  it('is recorded with its filter, once, before anything is handed out', async () => {
    const { exportLog, recorded } = scene(1);
    await exportLog.execute(sight, { action: 'member.*', from: '2026-01-01' }, 'ndjson').next();
    expect(recorded).toEqual([
      {
        ...{ name: 'audit:exported', workspaceId: 'acme', subjectId: null },
        payload: { format: 'ndjson', filter: ['action=member.*', 'from=2026-01-01'] },
      },
    ]);
  });

  it('reads no further, and gives its turn back, when its reader stops', async () => {
    const { exportLog, asked } = scene(5_000);
    for (let time = 0; time < 5; time += 1) {
      const batches = exportLog.execute(sight, {}, 'csv');
      await batches.next();
      await batches.return(undefined);
    }
    expect(asked).toHaveLength(5);
  });

  it('does nothing as long as nobody reads', async () => {
    const { exportLog, asked, recorded } = scene(5);
    for (let time = 0; time < 5; time += 1) exportLog.execute(sight, {}, 'csv');
    expect([asked, recorded]).toEqual([[], []]);
    await expect(exportLog.execute(sight, {}, 'csv').next()).resolves.toMatchObject({ done: false });
  });
});
