import { token } from '../domain/token';
import type { UserId, WorkspaceId } from '../domain/ids';
import type { PublishedEvent } from './EventBus';

export interface FeedSlice {
  /** In order of `seq`, without gaps. */
  readonly events: readonly PublishedEvent[];
  /** The last `seq` there is; 0 where nothing happened yet. */
  readonly headSeq: number;
  /** What was asked for is no longer kept, or never was: the reader has to load its state anew. */
  readonly resync: boolean;
}

/**
 * The committed events of a workspace. A reader who was told `seq` n has missed nothing before it, and nothing
 * will ever appear there.
 */
export interface EventFeed {
  /**
   * @param most of the events after `after`.
   * @param reader on whose behalf; null for what a process reads for many.
   */
  after(workspaceId: WorkspaceId, after: number, most: number, reader?: UserId | null): Promise<FeedSlice>;
  /** The last `seq` of each; those where nothing happened are left out. */
  heads(workspaceIds: readonly WorkspaceId[]): Promise<ReadonlyMap<WorkspaceId, number>>;
}
export const EventFeed = token<EventFeed>('EventFeed');
