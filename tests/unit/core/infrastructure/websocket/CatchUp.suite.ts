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

it('reads for one account a slice at a time, however many of its sockets come back at once', async () => {
  const reading = { ann: 0, bob: 0 };
  const most = { ann: 0, bob: 0 };
  let arrived = () => {};
  const feed = {
    after: async (id: 'ann' | 'bob', after: number) => {
      reading[id] += 1;
      most[id] = Math.max(most[id], reading[id]);
      if (id === 'bob') arrived();
      await (id === 'bob' ? Promise.resolve() : bobIsBack);
      reading[id] -= 1;
      return { events: [{ seq: after + 1, event: 'workspace:updated' }], headSeq: 3, resync: false };
    },
  };
  const bobIsBack = new Promise<void>((resolve) => (arrived = resolve));
  const catchUp = new CatchUp(
    feed as unknown as EventFeed,
    { of: (event: object) => event } as unknown as EventViews,
    { enter: () => Promise.resolve({ tenancy: { permissions: new Set() } }) } as unknown as WorkspaceEntry,
    { open: () => Promise.resolve({ delivered: 3 }) } as unknown as WorkspaceRooms,
    () => undefined,
  );
  const sockets = new FakeSockets();
  const comeBack = async (who: 'ann' | 'bob') => {
    const socket = sockets.add(who);
    await catchUp.join(socket as unknown as ClientSocket, asId<'workspace'>(who), 0, () => undefined);
    return socket.heard.length;
  };
  const ann = Array.from({ length: 5 }, () => comeBack('ann'));
  expect(await comeBack('bob')).toBe(3);
  expect(await Promise.all(ann)).toEqual([3, 3, 3, 3, 3]);
  expect(most).toEqual({ ann: 1, bob: 1 });
});
