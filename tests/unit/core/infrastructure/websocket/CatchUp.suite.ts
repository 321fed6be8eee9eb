import type { EventFeed } from '../../../../../src/core/application/EventFeed';
import type { EventViews } from '../../../../../src/core/application/EventViews';
import { asId } from '../../../../../src/core/domain/ids';
import { CatchUp } from '../../../../../src/core/infrastructure/websocket/CatchUp';
import type { ClientSocket } from '../../../../../src/core/infrastructure/websocket/SocketIo';
import type { WorkspaceEntry } from '../../../../../src/core/infrastructure/websocket/WorkspaceEntry';
import type { WorkspaceRooms } from '../../../../../src/core/infrastructure/websocket/WorkspaceRooms';
import { FakeSockets } from '../../../../support/realtime/FakeSockets';

it('counts what it sends again among all that is sent', async () => {
  const events = [1, 2, 3, 4, 5].map((seq) => ({ seq, event: 'workspace:updated' }));
  const feed = {
    after: (_id: unknown, after: number) =>
      Promise.resolve({ events: events.slice(after), headSeq: 5, resync: false }),
  };
  let sent = 0;
  const catchUp = new CatchUp(
    feed as unknown as EventFeed,
    { of: (event: object) => event } as unknown as EventViews,
    { enter: () => Promise.resolve({ tenancy: { permissions: new Set() } }) } as unknown as WorkspaceEntry,
    { open: () => Promise.resolve({ delivered: 5 }) } as unknown as WorkspaceRooms,
    (count) => (sent += count),
  );
  const socket = new FakeSockets().add('ann');
  const joined: unknown[] = [];
  await catchUp.join(socket as unknown as ClientSocket, asId<'workspace'>('acme'), 2, (one) =>
    joined.push(one),
  );
  expect(joined).toMatchObject([{ seq: 5, replayed: 3 }]);
  expect([socket.heard.length, sent]).toEqual([3, 3]);
});
