import type { EventName } from '../../domain/EventCatalogue';
import type { Audience, EventDefinition } from '../../kit/EventDefinition';

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

  /** The names of the events of an audience. */
  heardBy(audience: Audience): EventName[] {
    const heard = [...this.byName].filter(([, definition]) => definition.audience === audience);
    return heard.map(([name]) => name as EventName);
  }

  /** Undefined for an event of another version of the program. */
  find(name: EventName): EventDefinition<never> | undefined {
    return this.byName.get(name);
  }
}
