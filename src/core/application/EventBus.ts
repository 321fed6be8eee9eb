import { token } from '../domain/token';
import type { EventCatalogue, EventName } from '../domain/EventCatalogue';

/** An event that was committed, as every listener sees it. */
export type PublishedEvent<Name extends EventName = EventName> = {
  [N in Name]: {
    readonly id: string;
    readonly event: N;
    /** Position in the workspace's feed, from 1 without gaps; null for events outside a workspace. */
    readonly seq: number | null;
    readonly workspaceId: string | null;
    readonly subjectId: string | null;
    readonly actorId: string | null;
    readonly occurredAt: string;
    readonly requestId: string | null;
    readonly payload: EventCatalogue[N];
  };
}[Name];

export type EventListener = (event: PublishedEvent) => void | Promise<void>;

/**
 * Tells the listeners of this process about committed events, at least once and in `seq` order per
 * workspace. A listener that throws is logged and stops nobody. Work that must not be lost is a reaction
 * (a job), not a listener.
 */
export interface EventBus {
  subscribe(listener: EventListener): () => void;
  publish(event: PublishedEvent): Promise<void>;
}
export const EventBus = token<EventBus>('EventBus');
