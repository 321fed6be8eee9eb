import { Sockets, type SocketParts } from '../../../../../src/core/infrastructure/websocket/Sockets';
import { FakeSockets } from '../../../../support/realtime/FakeSockets';
import { silentLog } from '../../../../support/silentLog';

it('X28 a client that leaves more than 20,000 messages unread is closed, and no other', async () => {
  const sockets = new FakeSockets();
  const [slow, slower] = [sockets.add('slow'), sockets.add('slower')];
  slow.conn.writeBuffer.length = 20_000;
  slower.conn.writeBuffer.length = 20_001;
  const parts = {
    ...{ io: sockets.io, log: silentLog, expiry: { check: () => undefined } },
    ...{ revocations: { retry: () => undefined }, delivery: { tellHeld: () => undefined } },
    ...{ rooms: { compare: () => Promise.resolve() }, bus: { subscribe: () => () => undefined } },
    onDrop: () => () => undefined,
  };
  jest.useFakeTimers();
  new Sockets(parts as unknown as SocketParts).start();
  await jest.advanceTimersByTimeAsync(0);
  jest.useRealTimers();
  expect([slow.conn.isOpen, slower.conn.isOpen]).toEqual([true, false]);
});
