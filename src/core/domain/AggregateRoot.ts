import type { DomainEvent } from './EventCatalogue';

/**
 * A cluster of state that changes as one and remembers what happened to it. `version` is the one it was
 * loaded with, 0 before it is first saved; a repository's `save` refuses when the stored one has moved on.
 */
export abstract class AggregateRoot {
  private unsaved: DomainEvent[] = [];

  protected constructor(private loaded: number) {}

  get version(): number {
    return this.loaded;
  }

  /** To be called by the repository once the row is written. */
  saved(): void {
    this.loaded += 1;
  }

  protected record(event: DomainEvent): void {
    this.unsaved.push(event);
  }

  /** Hands over what happened since the last call; the repository writes it beside the row. */
  pullEvents(): DomainEvent[] {
    const events = this.unsaved;
    this.unsaved = [];
    return events;
  }
}
