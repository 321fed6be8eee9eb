import type { Log } from '../../application/Log';
import type { Count } from '../../application/Metrics';
import type { UnitOfWork } from '../../application/UnitOfWork';
import type { SpentRows } from '../../kit/RetentionRule';
import type { Database } from '../database/Database';
import type { Lease } from '../database/Lease';
import { deleteStatement, pickStatement } from './retentionStatements';

const SCOPE = { as: 'system', for: 'deleting spent rows' } as const;
/** Rows that are locked at once, for some milliseconds. */
const BATCH = 1_000;
/** Milliseconds after each batch that belong to everybody else. */
const PAUSE_MS = 100;

/**
 * Deletes rows whose time is over, rule by rule, in batches that each commit by themselves. Whoever holds the lease
 * does it; one that stops half way leaves the rest to the next look.
 */
export class Retention {
  private at = 0;
  private gone = new Map<string, number>();

  constructor(
    private readonly database: Database,
    private readonly unit: UnitOfWork,
    private readonly lease: Lease,
    private readonly rules: readonly SpentRows[],
    private readonly count: Count<'table'>,
    private readonly log: Log,
    private readonly pause: (milliseconds: number) => Promise<unknown>,
    private readonly batch = BATCH,
  ) {}

  /** One batch. @returns whether more may wait. A rule that fails is passed over until the next look. */
  async pass(): Promise<boolean> {
    const rule = this.rules[this.at];
    if (!rule) return this.rest();
    this.at += 1;
    const rows = await this.deleteSome(rule).catch((error: unknown) => {
      this.log.error('Spent rows could not be deleted', { table: rule.table, error });
      return 0;
    });
    if (rows === null) return this.rest();
    if (rows === 0) return true;
    this.gone.set(rule.table, (this.gone.get(rule.table) ?? 0) + rows);
    this.count({ table: rule.table }, rows);
    this.at -= 1;
    await this.pause(PAUSE_MS);
    return true;
  }

  /** Lets another process go on at once. */
  async resign(): Promise<void> {
    this.rest();
    await this.unit.run(SCOPE, () => this.lease.give());
  }

  /** Null when it is another process's turn. */
  private deleteSome(rule: SpentRows): Promise<number | null> {
    return this.unit.run(SCOPE, async () => {
      if (!(await this.lease.take())) return null;
      const rows = await this.database.rows<{ ctid: string }>(pickStatement(rule), [this.batch]);
      if (rows.length === 0) return 0;
      return this.database.write(deleteStatement(rule), [rows.map(({ ctid }) => ctid)]);
    });
  }

  private rest(): false {
    if (this.gone.size > 0) this.log.info('Spent rows were deleted', Object.fromEntries(this.gone));
    this.gone = new Map();
    this.at = 0;
    return false;
  }
}
