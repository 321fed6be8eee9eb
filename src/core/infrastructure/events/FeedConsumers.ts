import type { PublishedEvent } from '../../application/EventBus';
import type { FeedConsumer } from '../../application/FeedConsumer';
import type { Log } from '../../application/Log';
import type { JobHandler } from '../../kit/workers';
import type { Database } from '../database/Database';
import { savepoint } from '../database/savepoint';
import { lostARace, spoilsConnection } from '../database/translateDatabaseError';
import type { EventJobs } from './EventJobs';

export interface NamedConsumer {
  readonly name: string;
  readonly consumer: FeedConsumer;
}

const kindOf = ({ name }: NamedConsumer) => `consumer:${name}`;

/**
 * Hands events to every consumer. One that cannot take an event gets it again later, as a job; meanwhile the
 * event, all others and the other consumers go on.
 */
export class FeedConsumers {
  constructor(
    private readonly consumers: readonly NamedConsumer[],
    private readonly database: Database,
    private readonly jobs: EventJobs,
    private readonly log: Log,
  ) {}

  /** What the worker of the job table does with events that were not taken. */
  handlers(): JobHandler[] {
    return this.consumers.map((named) => ({
      kind: kindOf(named),
      inUnitOfWork: true,
      run: ({ payload }) => named.consumer.take([payload.event as PublishedEvent]),
    }));
  }

  /** @param events in order of `seq`. */
  async take(events: readonly PublishedEvent[]): Promise<void> {
    if (events.length === 0) return;
    for (const named of this.consumers) {
      if (!(await this.takes(named, events))) await this.takesOneByOne(named, events);
    }
  }

  private async takesOneByOne(named: NamedConsumer, events: readonly PublishedEvent[]): Promise<void> {
    for (const event of events) {
      if (!(await this.takes(named, [event]))) await this.jobs.owe([{ kind: kindOf(named), event }]);
    }
  }

  private async takes(
    { name, consumer }: NamedConsumer,
    events: readonly PublishedEvent[],
  ): Promise<boolean> {
    try {
      await savepoint(this.database, () => consumer.take(events));
      return true;
    } catch (error) {
      if (lostARace(error) || spoilsConnection(error)) throw error;
      this.log.error('A consumer could not take events', { consumer: name, events: events.length, error });
      return false;
    }
  }
}
