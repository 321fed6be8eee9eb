import { EventEmitter } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { Connections } from '../../../../../src/core/infrastructure/websocket/Connections';
import type { SocketIo } from '../../../../../src/core/infrastructure/websocket/SocketIo';

class FakeConnection extends EventEmitter {
  isOpen = true;
  readonly transport = {};

  constructor(readonly request: IncomingMessage) {
    super();
  }

  close(): void {
    this.isOpen = false;
    this.emit('close');
  }
}

const from = (address: string) => ({ headers: { address } }) as unknown as IncomingMessage;
const engine = new EventEmitter();
const connections = new Connections(({ headers }) => String(headers.address));
connections.watch({ engine } as unknown as SocketIo);

const connected = (address: string) => {
  const connection = new FakeConnection(from(address));
  engine.emit('connection', connection);
  return connection;
};

it('J6 an address has 1,000 connections, and another when one is gone', () => {
  const open = Array.from({ length: 1_000 }, () => connected('here'));
  expect([connections.hasRoomFor(from('here')), connections.hasRoomFor(from('there'))]).toEqual([
    false,
    true,
  ]);
  open[0]?.close();
  expect(connections.hasRoomFor(from('here'))).toBe(true);
  connected('here');
  expect(connections.hasRoomFor(from('here'))).toBe(false);
});

it('J6 ends a connection above 300 messages a second; heartbeats are none', () => {
  const connection = connected('there');
  for (let n = 0; n < 1_000; n += 1) connection.emit('packet', { type: 'pong' });
  for (let n = 0; n < 300; n += 1) connection.emit('packet', { type: 'message' });
  expect(connection.isOpen).toBe(true);
  connection.emit('packet', { type: 'message' });
  expect(connection.isOpen).toBe(false);
});
