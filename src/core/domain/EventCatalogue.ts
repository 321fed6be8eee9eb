import type { UserId, WorkspaceId } from './ids';

/**
 * Every domain event by name with its payload. Modules add theirs by declaration merging:
 *
 *     declare module '../../../core/domain/EventCatalogue' {
 *       interface EventCatalogue { 'workspace:updated': { name: string } }
 *     }
 */
export interface EventCatalogue {}

export type EventName = keyof EventCatalogue & string;

/** Keys every published event carries itself, so no payload may use them. */
export type ReservedKey = 'id' | 'seq' | 'event' | 'workspaceId' | 'actorId' | 'occurredAt' | 'requestId';

/** Fields that changed, each as it was and as it is. */
export type Changes = Readonly<Record<string, { readonly before: unknown; readonly after: unknown }>>;

/** What an aggregate says happened, before the unit of work adds who, when and where. */
export type DomainEvent<Name extends EventName = EventName> = {
  [N in Name]: {
    readonly name: N;
    /** The workspace whose feed the event belongs to; null for events of an account. */
    readonly workspaceId: WorkspaceId | null;
    /** The account the event is about, when it is about one: hears `user` events, reads its own security log. */
    readonly subjectId: UserId | null;
    /** Who did it, when that is not the caller of the request: a sign-in acts as the account it opens. */
    readonly actorId?: UserId | null;
    /** What an edit changed, for the audit row alone; secrets have no place in it. */
    readonly changes?: Changes;
    readonly payload: [keyof EventCatalogue[N] & ReservedKey] extends [never] ? EventCatalogue[N] : never;
  };
}[Name];
