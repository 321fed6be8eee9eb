import type { EventFeed } from '../../application/EventFeed';
import type { EventViews } from '../../application/EventViews';
import { OneAtATime } from '../../application/OneAtATime';
import { DomainError } from '../../domain/DomainError';
import type { WorkspaceId } from '../../domain/ids';
import { drained } from './drained';
import { workspaceRoom } from './roomNames';
import type { ClientSocket } from './SocketIo';
import type { WorkspaceEntry } from './WorkspaceEntry';
import type { WorkspaceRoom } from './WorkspaceRoom';
import type { WorkspaceRooms } from './WorkspaceRooms';

/** Events a client may have missed; who missed more loads its state anew, which costs both sides less. */
const MOST_MISSED = 10_000;
/** Events that are sent before the client has to have taken them. */
const SLICE = 200;
const MOST_ROUNDS = 1_000;
const ANEW = { replayed: 0, resync: true } as const;

export interface Joined {
  readonly workspaceId: WorkspaceId;
  /** The last event before those that it hears from now on. */
  readonly seq: number;
  readonly replayed: number;
  readonly resync?: true;
}

/** Brings a socket into a room without a gap and without a double: what it missed first, then what is new. */
export class CatchUp {
  /** Of one account a slice at a time, so that its sockets together ask no more than one of them. */
  private readonly turns = new OneAtATime();

  constructor(
    private readonly feed: EventFeed,
    private readonly views: EventViews,
    private readonly entry: WorkspaceEntry,
    private readonly rooms: WorkspaceRooms,
    /** Told how many events were sent. */
    private readonly count: (sent: number) => void,
  ) {}

  /**
   * @param tell told in the turn in which the socket joins, so that the client hears it before anything new.
   * @throws DomainError when it may not be there, or no more.
   */
  async join(
    socket: ClientSocket,
    id: WorkspaceId,
    after: number | undefined,
    tell: (joined: Joined) => void,
  ): Promise<void> {
    const enter = (seq: number, more: Pick<Joined, 'replayed' | 'resync'>) => {
      void socket.join(workspaceRoom(id));
      tell({ workspaceId: id, seq, ...more });
    };
    const enterNow = async (more: Pick<Joined, 'replayed' | 'resync'>) =>
      enter((await this.rooms.open(id)).delivered, more);
    if (after === undefined) return enterNow({ replayed: 0 });
    await socket.leave(workspaceRoom(id));
    let seq = after;
    for (let round = 0; round < MOST_ROUNDS && socket.connected; round += 1) {
      const room = await this.reaching(id, seq);
      if (room === null || room.delivered - after > MOST_MISSED) return enterNow(ANEW);
      if (room.delivered === seq) return enter(seq, { replayed: seq - after });
      const sent = await this.send(socket, id, seq, Math.min(SLICE, room.delivered - seq));
      if (sent === null) return enterNow(ANEW);
      seq = sent;
      if (room.delivered !== seq) await drained(socket.conn);
    }
    throw new DomainError('unavailable', 'SOCKETS_BUSY', 'This takes too long; try again.');
  }

  /** A room that told everything up to `seq`; null when there is no such event. */
  private async reaching(id: WorkspaceId, seq: number): Promise<WorkspaceRoom | null> {
    const room = await this.rooms.open(id);
    if (seq <= room.delivered) return room;
    const { resync } = await this.feed.after(id, seq, 1);
    if (resync) return null;
    await room.catchUp();
    if (seq <= room.delivered) return room;
    throw new DomainError('unavailable', 'SOCKETS_BUSY', 'Not possible right now; try again.');
  }

  /** @returns the last that was sent; null when they are no longer there. */
  private async send(
    socket: ClientSocket,
    id: WorkspaceId,
    after: number,
    most: number,
  ): Promise<number | null> {
    const { claim } = socket.data;
    return this.turns.run(claim.userId, async () => {
      const { events, resync } = await this.feed.after(id, after, most);
      const { tenancy } = await this.entry.enter(claim, id);
      if (resync) return null;
      for (const event of events) socket.emit(event.event, this.views.of(event, tenancy.permissions));
      this.count(events.length);
      return events.at(-1)?.seq ?? null;
    });
  }
}
