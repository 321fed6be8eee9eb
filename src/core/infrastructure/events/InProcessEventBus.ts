import type { EventBus, EventListener, PublishedEvent } from '../../application/EventBus';
import type { Log } from '../../application/Log';

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
        await listener(event);
      } catch (error) {
        this.log.error('A listener failed', { event: event.event, id: event.id, error });
      }
    }
  }
}
