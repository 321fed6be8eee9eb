import type { PublishedEvent } from './EventBus';

/**
 * Takes note of events in the transaction that numbers them, so that nothing it owes can be lost or owed twice.
 * It only enqueues: one that throws holds up the events of everybody.
 */
export interface FeedConsumer {
  take(events: readonly PublishedEvent[]): Promise<void>;
}
