import type { EventBus, EventListener, PublishedEvent } from '../../application/EventBus';
import type { Log } from '../../application/Log';
import { within } from '../../kit/within';

/** Milliseconds a listener may hold up those who come after it. */
const LONGEST_MS = 5_000;

export class InProcessEventBus implements EventBus {
  private readonly listeners = new Set<EventListener>();

  constructor(private readonly log: Log) {}

  subscribe(listener: EventListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  async publish(event: PublishedEvent): Promise<void> {
    for (const listener of this.listeners) {
      try {
        const hearing = listener(event);
        if (hearing) await within(LONGEST_MS, hearing);
      } catch (error) {
        this.log.error('A listener failed', { event: event.event, id: event.id, error });
      }
    }
  }
}
