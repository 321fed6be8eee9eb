import type { PublishedEvent } from '../../application/EventBus';
import type { EventView, EventViews } from '../../application/EventViews';
import type { EventName } from '../../domain/EventCatalogue';
import type { Permission } from '../../domain/PermissionCatalogue';
import type { FieldDefinition } from '../../kit/EventDefinition';
import type { EventDefinitions } from './EventDefinitions';

/**
 * Shows the fields that the event's module declared, and no other: of an event that another version of the program
 * wrote, what every event carries.
 */
export class DefinedEventViews implements EventViews {
  constructor(private readonly definitions: EventDefinitions) {}

  of(event: PublishedEvent, permissions: ReadonlySet<Permission>): EventView {
    const { id, seq, workspaceId, actorId, occurredAt, requestId } = event;
    const payload = event.payload as Readonly<Record<string, unknown>>;
    const view: Record<string, unknown> = {};
    for (const [name, { needs }] of this.fieldsOf(event.event)) {
      if (name in payload && (!needs || permissions.has(needs))) view[name] = payload[name];
    }
    return { id, ...(seq !== null && { seq }), workspaceId, actorId, occurredAt, requestId, ...view };
  }

  isOpen(name: EventName): boolean {
    return this.fieldsOf(name).every(([, { needs }]) => !needs);
  }

  private fieldsOf(name: EventName): [string, FieldDefinition][] {
    return Object.entries(this.definitions.find(name)?.fields ?? {});
  }
}
