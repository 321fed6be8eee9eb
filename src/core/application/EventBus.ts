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
 * Tells the listeners of all processes about committed events, in `seq` order per workspace: those of the process
 * that publishes at least once, those of others as a rule. What must not be missed is in the `EventFeed`. A listener
 * that throws or takes seconds is logged and stops nobody. Work that must not be lost is a reaction (a job), not a
 * listener.
 */
export interface EventBus {
  /**
   * @param missed called when other processes are heard again, after a time in which they may have said something.
   * @returns how to leave.
   */
  subscribe(listener: EventListener, missed?: () => void): () => void;
  publish(event: PublishedEvent): Promise<void>;
}
export const EventBus = token<EventBus>('EventBus');
