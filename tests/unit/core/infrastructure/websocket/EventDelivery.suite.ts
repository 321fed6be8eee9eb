import type { EventFeed } from '../../../../../src/core/application/EventFeed';
import type { PublishedEvent } from '../../../../../src/core/application/EventBus';
import type { Tenancies } from '../../../../../src/core/application/Tenancies';
import { asId } from '../../../../../src/core/domain/ids';
import { DefinedEventViews } from '../../../../../src/core/infrastructure/events/DefinedEventViews';
import { EventDefinitions } from '../../../../../src/core/infrastructure/events/EventDefinitions';
import { Departures } from '../../../../../src/core/infrastructure/websocket/Departures';
import { EventDelivery } from '../../../../../src/core/infrastructure/websocket/EventDelivery';
import { workspaceRoom } from '../../../../../src/core/infrastructure/websocket/roomNames';
import { WorkspaceRoom } from '../../../../../src/core/infrastructure/websocket/WorkspaceRoom';
import { FakeSockets } from '../../../../support/realtime/FakeSockets';

const ACME = asId<'workspace'>('acme');
const ROOM = workspaceRoom(ACME);
const definitions = new EventDefinitions([
  { 'notification:new': { summary: '', audience: 'user', audit: null, fields: {} as never } },
]);

let sockets: FakeSockets;
let isBlocked: boolean;
let delivery: EventDelivery;
beforeEach(() => {
  [sockets, isBlocked] = [new FakeSockets(), false];
  delivery = new EventDelivery(
    sockets.io,
    new DefinedEventViews(definitions),
    definitions,
    {} as Tenancies,
    new Departures(definitions),
    () => isBlocked,
    () => undefined,
  );
});

const anEvent = (seq: number, event: string): PublishedEvent =>
  ({ id: `event ${seq}`, seq, event, workspaceId: ACME, payload: {} }) as unknown as PublishedEvent;

it('X32 an event of another version that is read from the feed is told once, and holds up nothing', async () => {
  const events = [anEvent(1, 'workspace:renovated'), anEvent(2, 'workspace:painted')];
  const feed: EventFeed = {
    after: (_id, after) => Promise.resolve({ events: events.slice(after), headSeq: 2, resync: false }),
    heads: () => Promise.resolve(new Map()),
  };
  const ann = sockets.add('ann', ROOM);
  const room = new WorkspaceRoom(ACME, feed, delivery);
  await room.open();
  await room.catchUp();
  await room.catchUp();
  expect([room.delivered, ann.heard]).toMatchObject([
    2,
    [
      { event: 'workspace:renovated', seq: 1 },
      { event: 'workspace:painted', seq: 2 },
    ],
  ]);
});

describe('while nothing may be told', () => {
  const aNotification = (n: number) =>
    ({
      id: `note ${n}`,
      seq: null,
      event: 'notification:new',
      subjectId: 'ann',
      payload: {},
    }) as unknown as PublishedEvent;

  it('what is for one person waits, and is told once, in order, when it may', () => {
    const [ann, bob] = [sockets.add('ann'), sockets.add('bob')];
    isBlocked = true;
    for (const n of [1, 2]) delivery.tellUser(aNotification(n));
    delivery.tellHeld();
    expect(ann.heard).toEqual([]);
    isBlocked = false;
    delivery.tellHeld();
    delivery.tellHeld();
    expect(ann.heard).toMatchObject([{ id: 'note 1' }, { id: 'note 2' }]);
    expect(bob.heard).toEqual([]);
  });

  it('1,000 wait, and no more', () => {
    const ann = sockets.add('ann');
    isBlocked = true;
    for (let n = 1; n <= 1_001; n += 1) delivery.tellUser(aNotification(n));
    isBlocked = false;
    delivery.tellHeld();
    expect(ann.heard.map(({ id }) => id).slice(-1)).toEqual(['note 1000']);
  });
});
