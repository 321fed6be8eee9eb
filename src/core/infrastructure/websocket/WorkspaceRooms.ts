import type { EventFeed } from '../../application/EventFeed';
import type { PublishedEvent } from '../../application/EventBus';
import { asId, type WorkspaceId } from '../../domain/ids';
import { WorkspaceRoom, type Outlet } from './WorkspaceRoom';

/** Milliseconds a room without sockets is kept for whoever comes next. */
const EMPTY_MS = 60_000;

/** The workspaces that somebody on this process listens to. */
export class WorkspaceRooms {
  private readonly rooms = new Map<WorkspaceId, WorkspaceRoom>();
  private readonly usedAt = new Map<WorkspaceId, number>();

  /** @param isEmpty whether no socket of this process is in it. */
  constructor(
    private readonly feed: EventFeed,
    private readonly outlet: Outlet,
    private readonly isEmpty: (id: WorkspaceId) => boolean,
  ) {}

  /** @throws DomainError `unavailable`. */
  async open(id: WorkspaceId): Promise<WorkspaceRoom> {
    const room = this.rooms.get(id) ?? new WorkspaceRoom(id, this.feed, this.outlet);
    this.rooms.set(id, room);
    this.usedAt.set(id, performance.now());
    await room.open();
    return room;
  }

  hear(event: PublishedEvent): void {
    if (event.workspaceId === null || event.seq === null) return;
    this.rooms.get(asId<'workspace'>(event.workspaceId))?.hear(event, event.seq);
  }

  /** The net under the bus: whatever was not heard is read. */
  async compare(): Promise<void> {
    this.forgetEmpty();
    if (this.rooms.size === 0 || this.outlet.isBlocked) return;
    const heads = await this.feed.heads([...this.rooms.keys()]);
    for (const [id, head] of heads) this.rooms.get(id)?.announce(head);
  }

  private forgetEmpty(): void {
    const now = performance.now();
    for (const [id, at] of this.usedAt) {
      if (!this.isEmpty(id)) this.usedAt.set(id, now);
      else if (now - at > EMPTY_MS) {
        this.rooms.delete(id);
        this.usedAt.delete(id);
      }
    }
  }
}
