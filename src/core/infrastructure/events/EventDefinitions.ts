import type { EventName } from '../../domain/EventCatalogue';
import type { EventDefinition } from '../../kit/EventDefinition';

/** What the modules declared about their events. */
export class EventDefinitions {
  private readonly byName: ReadonlyMap<string, EventDefinition<never>>;

  constructor(declared: readonly Readonly<Record<string, EventDefinition<never>>>[]) {
    this.byName = new Map(declared.flatMap((events) => Object.entries(events)));
  }

  of(name: EventName): EventDefinition<never> {
    const definition = this.byName.get(name);
    if (!definition) throw new Error(`No module declares the event ${String(name)}`);
    return definition;
  }
}
