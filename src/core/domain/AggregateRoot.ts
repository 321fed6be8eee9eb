import type { DomainEvent } from './EventCatalogue';

/**
 * A cluster of state that changes as one and remembers what happened to it. `version` is the one it was
 * loaded with; a repository's `save` refuses when the stored one has moved on.
 */
export abstract class AggregateRoot {
  private happened: DomainEvent[] = [];

  protected constructor(readonly version: number) {}

  protected record(event: DomainEvent): void {
    this.happened.push(event);
  }

  /** Hands over what happened since the last call; the repository writes it beside the row. */
  pullEvents(): DomainEvent[] {
    const events = this.happened;
    this.happened = [];
    return events;
  }
}
