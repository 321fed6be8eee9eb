import type { EventBus, PublishedEvent } from '../../application/EventBus';
import type { FeedConsumer } from '../../application/FeedConsumer';
import type { Random } from '../../application/Random';
import type { UnitOfWork } from '../../application/UnitOfWork';
import type { Reaction } from '../../kit/workers';
import type { Database } from '../database/Database';
import type { WakeUp } from '../jobs/WakeUp';
import { reactionKind } from './reactionJobs';
import { GIVE_LEASE, PUBLISHED, STAGE, STAGED, TAKE_LEASE, type OutboxRow } from './outboxStatements';
import { publishedOf } from './publishedOf';

const BATCH = 500;
const SCOPE = { as: 'system', for: 'relaying events' } as const;

/**
 * Brings committed events to whoever listens: numbers them per workspace in the order in which their commits
 * became visible, enqueues their reactions in the same transaction, then tells the bus. One relay works at a
 * time, under a lease; one that dies in between leaves events that are told again.
 */
export class OutboxRelay {
  private readonly holder: string;

  constructor(
    private readonly database: Database,
    private readonly unit: UnitOfWork,
    private readonly bus: EventBus,
    private readonly random: Random,
    private readonly reactions: readonly Reaction[],
    private readonly consumers: readonly FeedConsumer[],
    private readonly jobs: WakeUp,
  ) {
    this.holder = random.id();
  }

  /** One round. @returns whether more may wait. */
  async pass(): Promise<boolean> {
    const events = await this.stage();
    for (const event of events) await this.bus.publish(event);
    if (events.length > 0) {
      const ids = events.map(({ id }) => id);
      await this.unit.run(SCOPE, () => this.database.write(PUBLISHED, [ids]));
    }
    return events.length >= BATCH;
  }

  /** Lets the next relay begin at once. */
  async resign(): Promise<void> {
    await this.unit.run(SCOPE, () => this.database.write(GIVE_LEASE, [this.holder]));
  }

  private stage(): Promise<PublishedEvent[]> {
    return this.unit.run(SCOPE, async () => {
      const holds = await this.database.rows(TAKE_LEASE, [this.holder]);
      if (holds.length === 0) return [];
      const fresh = (await this.database.rows<OutboxRow>(STAGE, [BATCH])).map(publishedOf);
      await this.enqueueReactions(fresh);
      if (fresh.length > 0) for (const consumer of this.consumers) await consumer.take(fresh);
      return (await this.database.rows<OutboxRow>(STAGED, [BATCH])).map(publishedOf);
    });
  }

  private async enqueueReactions(events: readonly PublishedEvent[]): Promise<void> {
    const jobs = events.flatMap((event) =>
      this.reactions
        .filter(({ on }) => on === event.event)
        .map((reaction) => ({
          id: this.random.id(),
          kind: reactionKind(reaction),
          payload: { event },
          request_id: event.requestId,
        })),
    );
    if (jobs.length === 0) return;
    await this.database.write(
      `INSERT INTO jobs (id, kind, payload, request_id)
       SELECT * FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, kind text, payload jsonb, request_id text)`,
      [JSON.stringify(jobs)],
    );
    this.unit.afterCommit(() => this.jobs.now());
  }
}
