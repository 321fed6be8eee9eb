import type { EventName } from '../../domain/EventCatalogue';
import type { EventDefinition } from '../../kit/EventDefinition';

/** What the modules declared about their events. */
export class EventDefinitions {
  private readonly byName: ReadonlyMap<string, EventDefinition<never>>;

  constructor(declared: readonly Readonly<Record<string, EventDefinition<never>>>[]) {
    this.byName = new Map(declared.flatMap((events) => Object.entries(events)));
  }

  of(name: EventName): EventDefinition<never> {
    const definition = this.find(name);
    if (!definition) throw new Error(`No module declares the event ${String(name)}`);
    return definition;
  }

  /** Undefined for an event of another version of the program. */
  find(name: EventName): EventDefinition<never> | undefined {
    return this.byName.get(name);
  }
}
