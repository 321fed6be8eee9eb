import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { TurnSocket } from '../../../../../src/core/infrastructure/database/TurnSocket';

describe('TurnSocket', () => {
  it('keeps what is written until the turn ends, and then sends all of it in order', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const socket = new TurnSocket();
    const arrival = once(server, 'connection');
    socket.connect((server.address() as AddressInfo).port, '127.0.0.1');
    const [peer] = (await arrival) as [NodeJS.ReadableStream & { destroy(): void }];
    await once(socket, 'ready');

    socket.gather();
    for (const word of ['one ', 'two ', 'three']) {
      socket.write(word);
      socket.gather();
    }
    const waiting = socket.writableLength;
    await nextTurn();
    const [received] = (await once(peer, 'data')) as [Buffer];
    const after = socket.writableLength;
    socket.destroy();
    peer.destroy();
    server.close();

    expect({ waiting, after }).toEqual({ waiting: 13, after: 0 });
    expect(received.toString()).toBe('one two three');
  });
});
