import type { Tenancy } from '../../../core/application/Caller';
import type { EventFeed } from '../../../core/application/EventFeed';
import type { EventView, EventViews } from '../../../core/application/EventViews';
import type { EventName } from '../../../core/domain/EventCatalogue';
import type { UserId } from '../../../core/domain/ids';

export interface EventsRead {
  /** In order of `seq`, each as the reader may see it. */
  readonly events: readonly (EventView & { readonly event: EventName })[];
  /** What to ask for to go on; null when these are the last. */
  readonly next: number | null;
  readonly headSeq: number;
  readonly resync: boolean;
}

/** What happened in a workspace after an event, the same as its sockets heard. */
export class ReadEvents {
  constructor(
    private readonly feed: EventFeed,
    private readonly views: EventViews,
  ) {}

  async execute(
    reader: UserId,
    { workspaceId, permissions }: Tenancy,
    after: number,
    most: number,
  ): Promise<EventsRead> {
    const { events, headSeq, resync } = await this.feed.after(workspaceId, after, most, reader);
    const last = events.at(-1)?.seq ?? headSeq;
    return {
      events: events.map((event) => ({ event: event.event, ...this.views.of(event, permissions) })),
      next: last < headSeq ? last : null,
      headSeq,
      resync,
    };
  }
}
