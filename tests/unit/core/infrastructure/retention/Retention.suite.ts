import type { Database } from '../../../../../src/core/infrastructure/database/Database';
import type { Lease } from '../../../../../src/core/infrastructure/database/Lease';
import { Retention } from '../../../../../src/core/infrastructure/retention/Retention';
import type { SpentRows } from '../../../../../src/core/kit/RetentionRule';
import { CountingMetrics } from '../../../../support/fakes/CountingMetrics';
import { FakeUnitOfWork } from '../../../../support/fakes/FakeUnitOfWork';
import { RecordingLog } from '../../../../support/fakes/RecordingLog';

const rule = (table: string): SpentRows => ({
  ...{ table, rows: table, since: 'ended_at', kept: '1 day', why: '', index: `${table}_idx` },
});
const rules = [rule('jobs'), rule('outbox'), rule('tokens')];

describe('Retention', () => {
  /** What each table holds; an error: it cannot be cleaned. */
  let tables: Map<string, number | Error>;
  let asked: string[];
  let isMine: boolean;
  let pauses: number[];
  let metrics: CountingMetrics;
  let log: RecordingLog;
  let retention: Retention;

  beforeEach(() => {
    tables = new Map<string, number | Error>([
      ['jobs', 25],
      ['outbox', 0],
      ['tokens', 7],
    ]);
    [asked, isMine, pauses] = [[], true, []];
    [metrics, log] = [new CountingMetrics(), new RecordingLog()];
    const tableIn = (statement: string) => rules.find(({ table }) => statement.includes(` ${table} `))!.table;
    const database = {
      rows: (statement: string, [most]: [number]) => {
        const table = tableIn(statement);
        asked.push(table);
        const held = tables.get(table) ?? 0;
        if (held instanceof Error) return Promise.reject(held);
        return Promise.resolve(
          Array.from({ length: Math.min(held, most) }, (_, at) => ({ ctid: `(0,${at})` })),
        );
      },
      write: (statement: string, [rows]: [string[]]) => {
        const table = tableIn(statement);
        tables.set(table, (tables.get(table) as number) - rows.length);
        return Promise.resolve(rows.length);
      },
    };
    const lease = { take: () => Promise.resolve(isMine), give: () => Promise.resolve() };
    retention = new Retention(
      database as unknown as Database,
      new FakeUnitOfWork(),
      lease as unknown as Lease,
      rules,
      metrics.counter('pruned_rows_total'),
      log,
      (milliseconds) => Promise.resolve(pauses.push(milliseconds)),
      10,
    );
  });

  const look = async () => {
    while (await retention.pass());
  };

  it('goes from rule to rule, batch by batch, until each finds nothing more', async () => {
    await look();
    expect(Object.fromEntries(tables)).toEqual({ jobs: 0, outbox: 0, tokens: 0 });
    expect(asked).toEqual(['jobs', 'jobs', 'jobs', 'jobs', 'outbox', 'tokens', 'tokens']);
  });

  it('leaves the database to everybody else after each batch', async () => {
    await look();
    expect(pauses).toEqual([100, 100, 100, 100]);
  });

  it('says in one line how much it was, and counts it', async () => {
    await look();
    expect(log.lines).toEqual([{ level: 'info', message: 'Spent rows were deleted', jobs: 25, tokens: 7 }]);
    expect(metrics.counts).toEqual({
      'pruned_rows_total{"table":"jobs"}': 25,
      'pruned_rows_total{"table":"tokens"}': 7,
    });
  });

  it('says nothing when there was nothing, and begins anew at the next look', async () => {
    await look();
    await look();
    expect(log.lines).toHaveLength(1);
    tables.set('jobs', 1);
    await look();
    expect(log.lines[1]).toEqual({ level: 'info', message: 'Spent rows were deleted', jobs: 1 });
  });

  it('touches nothing while another process has the lease', async () => {
    isMine = false;
    await look();
    expect(asked).toEqual([]);
  });

  it('ends when another process took the lease over in between', async () => {
    await retention.pass();
    isMine = false;
    expect(await retention.pass()).toBe(false);
    expect(Object.fromEntries(tables)).toEqual({ jobs: 15, outbox: 0, tokens: 7 });
  });

  it('passes over a rule that fails and says which, so that it keeps nothing from going', async () => {
    const error = new Error('permission denied');
    tables.set('jobs', error);
    await look();
    expect(tables.get('tokens')).toBe(0);
    expect(log.lines).toEqual([
      { level: 'error', message: 'Spent rows could not be deleted', table: 'jobs', error },
      { level: 'info', message: 'Spent rows were deleted', tokens: 7 },
    ]);
    tables.set('jobs', 1);
    await look();
    expect(tables.get('jobs')).toBe(0);
  });

  it('X12 stopped half way, says what it did and leaves the rest', async () => {
    await retention.pass();
    await retention.resign();
    expect(log.lines).toEqual([{ level: 'info', message: 'Spent rows were deleted', jobs: 10 }]);
    expect(tables.get('jobs')).toBe(15);
  });
});
