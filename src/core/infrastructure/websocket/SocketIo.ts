import type { DefaultEventsMap, Server, Socket } from 'socket.io';
import type { SocketState } from './SocketState';

export type SocketIo = Server<DefaultEventsMap, DefaultEventsMap, DefaultEventsMap, SocketState>;
export type ClientSocket = Socket<DefaultEventsMap, DefaultEventsMap, DefaultEventsMap, SocketState>;
/** The transport below a socket. */
export type Connection = ClientSocket['conn'];

/** The sockets of this process in a room. */
export function socketsIn(io: SocketIo, room: string): ClientSocket[] {
  const { adapter, sockets } = io.of('/');
  const ids = adapter.rooms.get(room) ?? new Set<string>();
  return [...ids].flatMap((id) => sockets.get(id) ?? []);
}

export function hasSocketsIn(io: SocketIo, room: string): boolean {
  return io.of('/').adapter.rooms.has(room);
}
