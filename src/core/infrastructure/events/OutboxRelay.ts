import type { EventBus, PublishedEvent } from '../../application/EventBus';
import type { Random } from '../../application/Random';
import type { UnitOfWork } from '../../application/UnitOfWork';
import type { Reaction } from '../../kit/workers';
import type { Database } from '../database/Database';
import { Lease } from '../database/Lease';
import type { EventJobs } from './EventJobs';
import type { FeedConsumers } from './FeedConsumers';
import { PUBLISHED, STAGE, STAGED, type OutboxRow } from './outboxStatements';
import { publishedOf } from './publishedOf';
import { reactionKind } from './reactionJobs';

const BATCH = 500;
/** Three times the pause between two looks. */
const LEASE = '3 seconds';
/** Milliseconds between two looks for events that another relay numbered and did not tell. */
const LOOK_MS = 1_000;
const SCOPE = { as: 'system', for: 'relaying events' } as const;

/**
 * Brings committed events to whoever listens: numbers them per workspace in the order in which their commits
 * became visible, enqueues their reactions in the same transaction, then tells the bus. One relay works at a
 * time, under a lease; one that dies in between leaves events that are told again.
 */
export class OutboxRelay {
  private readonly lease: Lease;
  private held = true;
  private hasTold = false;
  private lookedAt = -Infinity;

  constructor(
    private readonly database: Database,
    private readonly unit: UnitOfWork,
    private readonly bus: EventBus,
    random: Random,
    private readonly reactions: readonly Reaction[],
    private readonly consumers: FeedConsumers,
    private readonly jobs: EventJobs,
  ) {
    this.lease = new Lease(database, 'relay', random.id(), LEASE);
  }

  /** Whether it is this one's turn, as far as it knows. */
  get isHolder(): boolean {
    return this.held;
  }

  /** One round. @returns whether more may wait. */
  async pass(): Promise<boolean> {
    const isSure = this.hasTold && performance.now() - this.lookedAt < LOOK_MS;
    this.hasTold = false;
    const events = await this.stage(isSure);
    for (const event of events) await this.bus.publish(event);
    if (events.length > 0) {
      const ids = events.map(({ id }) => id);
      await this.unit.run(SCOPE, () => this.database.write(PUBLISHED, [ids]));
    }
    this.hasTold = events.length < BATCH;
    return events.length >= BATCH;
  }

  /** Lets the next relay begin at once. */
  async resign(): Promise<void> {
    this.held = false;
    await this.unit.run(SCOPE, () => this.lease.give());
  }

  /** @param isSure that what is fresh is all there is to tell. */
  private stage(isSure: boolean): Promise<PublishedEvent[]> {
    return this.unit.run(SCOPE, async () => {
      this.held = await this.lease.take();
      if (!this.held) return [];
      const fresh = (await this.database.rows<OutboxRow>(STAGE, [BATCH])).map(publishedOf);
      await this.enqueueReactions(fresh);
      await this.consumers.take(fresh);
      if (fresh.length > 0 && isSure) return fresh;
      this.lookedAt = performance.now();
      return (await this.database.rows<OutboxRow>(STAGED, [BATCH])).map(publishedOf);
    });
  }

  private enqueueReactions(events: readonly PublishedEvent[]): Promise<void> {
    return this.jobs.owe(
      events.flatMap((event) =>
        this.reactions
          .filter((reaction) => reaction.on === event.event && reaction.concerns(event))
          .map((reaction) => ({ kind: reactionKind(reaction), event })),
      ),
    );
  }
}
