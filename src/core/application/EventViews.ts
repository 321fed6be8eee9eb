import type { EventName } from '../domain/EventCatalogue';
import type { Permission } from '../domain/PermissionCatalogue';
import { token } from '../domain/token';
import type { PublishedEvent } from './EventBus';

/** An event as it leaves the server: flat, its fields beside what every event carries. */
export interface EventView extends Readonly<Record<string, unknown>> {
  readonly id: string;
  /** Not there for an event outside a workspace. */
  readonly seq?: number;
  readonly workspaceId: string | null;
  readonly actorId: string | null;
  readonly occurredAt: string;
  readonly requestId: string | null;
}

/** What somebody may see of an event. Every member hears of it; a field may be for those alone who hold a permission. */
export interface EventViews {
  /** @param permissions of whoever reads. */
  of(event: PublishedEvent, permissions: ReadonlySet<Permission>): EventView;
  /** Whether all members see the same. */
  isOpen(name: EventName): boolean;
}
export const EventViews = token<EventViews>('EventViews');
