import type { PublishedEvent } from './EventBus';

/**
 * Takes note of events in the transaction that numbers them, so that nothing it owes can be lost or owed twice.
 * It only enqueues, since it holds up the events of everybody. What it throws over is given to it again later,
 * alone; then events that came after it were taken before.
 */
export interface FeedConsumer {
  take(events: readonly PublishedEvent[]): Promise<void>;
}
