import type { EventFeed } from '../../application/EventFeed';
import type { PublishedEvent } from '../../application/EventBus';
import type { WorkspaceId } from '../../domain/ids';

/** Events read from the feed at once. */
const SLICE = 200;

/** Where the events of a room go. */
export interface Outlet {
  /** Nothing may be told at the moment, since nobody knows who still may hear it. */
  readonly isBlocked: boolean;
  /** Whether an event can be told at once, the same to everybody. */
  isOpen(event: PublishedEvent): boolean;
  tell(event: PublishedEvent): void;
  /**
   * For events that not all see alike.
   * @param telling called in the turn in which it is told, right before.
   */
  tellEach(event: PublishedEvent, telling: () => void): Promise<void>;
  /** Events were lost for good. @param seq the last of them. */
  tellLoss(workspaceId: WorkspaceId, seq: number): void;
}

/**
 * What the sockets of this process heard of one workspace: every event up to `delivered`, in order. An event that
 * is next is told at once; whatever is not, be it late, early or guarded, is read from the feed.
 */
export class WorkspaceRoom {
  delivered = 0;
  private announced = 0;
  private isOpened = false;
  private reading: Promise<void> | null = null;
  private opening: Promise<void> | null = null;

  constructor(
    private readonly id: WorkspaceId,
    private readonly feed: EventFeed,
    private readonly outlet: Outlet,
  ) {}

  /** From here on it follows the feed. */
  open(): Promise<void> {
    if (this.isOpened) return Promise.resolve();
    this.opening ??= this.begin().finally(() => (this.opening = null));
    return this.opening;
  }

  hear(event: PublishedEvent, seq: number): void {
    const isNext = seq === this.delivered + 1 && this.isOpened && this.reading === null;
    if (isNext && !this.outlet.isBlocked && this.outlet.isOpen(event)) {
      this.delivered = seq;
      this.outlet.tell(event);
    } else this.announce(seq);
  }

  /** There are events up to `seq`. */
  announce(seq: number): void {
    if (seq <= this.delivered) return;
    this.announced = Math.max(this.announced, seq);
    if (this.isOpened && !this.outlet.isBlocked) void this.catchUp().catch(() => undefined);
  }

  /** Until it told everything the feed holds. @throws DomainError `unavailable`; then it is tried again later. */
  catchUp(): Promise<void> {
    this.reading ??= this.read().then(
      () => {
        this.reading = null;
        this.announce(this.announced);
      },
      (error: unknown) => {
        this.reading = null;
        throw error;
      },
    );
    return this.reading;
  }

  private async begin(): Promise<void> {
    const heads = await this.feed.heads([this.id]);
    this.delivered = heads.get(this.id) ?? 0;
    this.isOpened = true;
    this.announce(this.announced);
  }

  private async read(): Promise<void> {
    for (;;) {
      const wanted = this.announced;
      const { events, headSeq, resync } = await this.feed.after(this.id, this.delivered, SLICE);
      if (this.outlet.isBlocked) return;
      if (resync) {
        this.delivered = headSeq;
        this.outlet.tellLoss(this.id, headSeq);
      }
      for (const event of events) {
        const telling = () => (this.delivered = event.seq ?? this.delivered);
        if (!this.outlet.isOpen(event)) await this.outlet.tellEach(event, telling);
        else {
          telling();
          this.outlet.tell(event);
        }
      }
      if (events.length === 0 && this.announced === wanted) this.announced = this.delivered;
      if (events.length === 0 || this.delivered >= Math.max(headSeq, this.announced)) return;
    }
  }
}
