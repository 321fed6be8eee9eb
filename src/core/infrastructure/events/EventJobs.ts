import type { PublishedEvent } from '../../application/EventBus';
import type { Random } from '../../application/Random';
import type { UnitOfWork } from '../../application/UnitOfWork';
import type { Database } from '../database/Database';
import type { WakeUp } from '../jobs/WakeUp';

export interface EventJob {
  readonly kind: string;
  readonly event: PublishedEvent;
}

/** Puts what is owed for events into the job table, in the transaction that numbers them. */
export class EventJobs {
  constructor(
    private readonly database: Database,
    private readonly unit: UnitOfWork,
    private readonly random: Random,
    private readonly wakeUp: WakeUp,
  ) {}

  async owe(owed: readonly EventJob[]): Promise<void> {
    if (owed.length === 0) return;
    const rows = owed.map(({ kind, event }) => ({
      id: this.random.id(),
      kind,
      payload: { event },
      request_id: event.requestId,
    }));
    await this.database.write(
      `INSERT INTO jobs (id, kind, payload, request_id)
       SELECT * FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, kind text, payload jsonb, request_id text)`,
      [JSON.stringify(rows)],
    );
    this.unit.afterCommit(() => this.wakeUp.now());
  }
}
