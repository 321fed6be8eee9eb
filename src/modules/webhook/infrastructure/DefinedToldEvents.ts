import type { EventDefinitions } from '../../../core/infrastructure/events/EventDefinitions';
import type { ToldEvents } from '../application/ToldEvents';

/** Those whose module says that the workspace hears of them. */
export class DefinedToldEvents implements ToldEvents {
  private readonly names: ReadonlySet<string>;

  constructor(definitions: EventDefinitions) {
    this.names = new Set(definitions.heardBy('workspace'));
  }

  has(name: string): boolean {
    return this.names.has(name);
  }
}
