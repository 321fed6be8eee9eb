import { asId } from '../../../src/core/domain/ids';
import { userRoom } from '../../../src/core/infrastructure/websocket/roomNames';
import type { SocketIo } from '../../../src/core/infrastructure/websocket/SocketIo';
import { SocketState } from '../../../src/core/infrastructure/websocket/SocketState';
import type { Heard } from './TestSocket';

export class FakeSocket {
  readonly heard: Heard[] = [];
  readonly rooms = new Set<string>();
  readonly data: SocketState;
  readonly conn = {
    writeBuffer: [] as unknown[],
    isOpen: true,
    close: () => void (this.conn.isOpen = false),
  };
  connected = true;

  constructor(
    readonly id: string,
    userId: string,
    private readonly byRoom: Map<string, Set<string>>,
  ) {
    const claim = {
      userId: asId<'user'>(userId),
      sid: asId<'session'>(`session of ${userId}`),
      workspaceId: null,
      expiresAt: new Date('2100-01-01'),
    };
    this.data = new SocketState(claim, '198.51.100.1', null);
  }

  join(room: string): void {
    this.rooms.add(room);
    this.byRoom.set(room, (this.byRoom.get(room) ?? new Set()).add(this.id));
  }

  leave(room: string): void {
    this.rooms.delete(room);
    this.byRoom.get(room)?.delete(this.id);
  }

  emit(event: string, payload: object): void {
    this.heard.push({ ...payload, event });
  }

  disconnect(): void {
    this.connected = false;
  }
}

/** Sockets of one process, and who is in which room, without a server below. */
export class FakeSockets {
  private readonly rooms = new Map<string, Set<string>>();
  private readonly sockets = new Map<string, FakeSocket>();

  /** Connected: in the room of its person, and in `rooms`. */
  add(userId: string, ...rooms: readonly string[]): FakeSocket {
    const socket = new FakeSocket(`socket ${this.sockets.size + 1}`, userId, this.rooms);
    this.sockets.set(socket.id, socket);
    for (const room of [socket.id, userRoom(userId), ...rooms]) socket.join(room);
    return socket;
  }

  get io(): SocketIo {
    const { rooms, sockets } = this;
    const to = (names: string | string[]) => ({
      emit: (event: string, payload: object) => {
        const ids = new Set([names].flat().flatMap((name) => [...(rooms.get(name) ?? [])]));
        for (const id of ids) sockets.get(id)?.emit(event, payload);
      },
    });
    return { of: () => ({ adapter: { rooms }, sockets }), local: { to } } as unknown as SocketIo;
  }
}
