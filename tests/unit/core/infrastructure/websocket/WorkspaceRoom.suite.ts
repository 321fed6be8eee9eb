import type { PublishedEvent } from '../../../../../src/core/application/EventBus';
import type { EventFeed } from '../../../../../src/core/application/EventFeed';
import { asId } from '../../../../../src/core/domain/ids';
import { WorkspaceRoom, type Outlet } from '../../../../../src/core/infrastructure/websocket/WorkspaceRoom';

const ID = asId<'workspace'>('a workspace');

const event = (seq: number, name = 'open') => ({ seq, event: name }) as unknown as PublishedEvent;

/** What was committed; the first `forgotten` are no longer kept. */
class FakeFeed implements EventFeed {
  readonly events: PublishedEvent[] = [];
  forgotten = 0;
  reads = 0;
  isDown = false;

  happen(count: number, name?: string): void {
    for (let n = 0; n < count; n += 1) this.events.push(event(this.events.length + 1, name));
  }

  async after(_id: unknown, after: number, most: number) {
    this.reads += 1;
    await Promise.resolve();
    if (this.isDown) throw new Error('away');
    const headSeq = this.events.length;
    const resync = after > headSeq || after < this.forgotten;
    return { events: resync ? [] : this.events.slice(after, after + most), headSeq, resync };
  }

  heads() {
    return Promise.resolve(new Map([[ID, this.events.length]]));
  }
}

class FakeOutlet implements Outlet {
  readonly told: unknown[] = [];
  /** Where the room was in the turn in which each guarded one was told. */
  readonly deliveredAt: number[] = [];
  isBlocked = false;

  isOpen({ event: name }: PublishedEvent): boolean {
    return String(name) === 'open';
  }

  tell({ seq }: PublishedEvent): void {
    this.told.push(seq);
  }

  async tellEach({ seq }: PublishedEvent, telling: () => void): Promise<void> {
    await new Promise(setImmediate);
    telling();
    this.told.push(seq);
    this.deliveredAt.push(room.delivered);
  }

  tellLoss(_id: unknown, seq: number): void {
    this.told.push(`lost up to ${seq}`);
  }
}

let feed: FakeFeed;
let outlet: FakeOutlet;
let room: WorkspaceRoom;
beforeEach(async () => {
  [feed, outlet] = [new FakeFeed(), new FakeOutlet()];
  feed.happen(10);
  room = new WorkspaceRoom(ID, feed, outlet);
  await room.open();
});

const hear = (seq: number) => room.hear(feed.events[seq - 1] ?? event(seq), seq);
const settled = () => room.catchUp();

it('tells what is next at once, without a look at the feed, and nothing twice', () => {
  feed.happen(2);
  for (const seq of [10, 11, 11, 12, 3, 12]) hear(seq);
  expect([outlet.told, room.delivered, feed.reads]).toEqual([[11, 12], 12, 0]);
});

it('reads what it did not hear of, in slices, and tells it in order', async () => {
  feed.happen(1_000);
  hear(1_010);
  hear(11);
  await settled();
  expect(outlet.told).toEqual(Array.from({ length: 1_000 }, (_none, index) => 11 + index));
  feed.happen(1);
  hear(1_011);
  expect(outlet.told.at(-1)).toBe(1_011);
});

it('hears of what the net finds', async () => {
  feed.happen(3);
  room.announce(13);
  await settled();
  expect(outlet.told).toEqual([11, 12, 13]);
});

it('lets no event overtake one that not everybody sees alike', async () => {
  feed.happen(1, 'guarded');
  feed.happen(1);
  hear(11);
  hear(12);
  await settled();
  expect(outlet.told).toEqual([11, 12]);
});

it('is past an event that not everybody sees alike in the turn in which that is told', async () => {
  feed.happen(2, 'guarded');
  hear(12);
  await settled();
  expect(outlet.deliveredAt).toEqual([11, 12]);
});

it('tells nothing while that is blocked, and everything once it is not', async () => {
  outlet.isBlocked = true;
  feed.happen(2);
  hear(11);
  hear(12);
  await settled();
  expect(outlet.told).toEqual([]);
  outlet.isBlocked = false;
  room.announce(12);
  await settled();
  expect(outlet.told).toEqual([11, 12]);
});

it('begins again after a database that was away', async () => {
  feed.happen(2);
  feed.isDown = true;
  hear(12);
  await expect(settled()).rejects.toThrow('away');
  feed.isDown = false;
  room.announce(12);
  await settled();
  expect(outlet.told).toEqual([11, 12]);
});

it('says so when events are gone that it did not tell', async () => {
  feed.happen(5);
  feed.forgotten = 13;
  hear(15);
  await settled();
  expect([outlet.told, room.delivered]).toEqual([['lost up to 15'], 15]);
});

it('believes a bus that speaks of what never was no longer than one look', async () => {
  hear(99);
  await settled();
  const { reads } = feed;
  feed.happen(1);
  hear(11);
  expect([outlet.told, room.delivered]).toEqual([[11], 11]);
  expect(reads).toBeLessThanOrEqual(2);
});

it('misses nothing that is told while it opens', async () => {
  const opening = new WorkspaceRoom(ID, feed, outlet);
  const opened = opening.open();
  feed.happen(1);
  opening.hear(event(11), 11);
  await opened;
  await opening.catchUp();
  expect([opening.delivered, outlet.told.filter((seq) => seq !== 11)]).toEqual([11, []]);
});
