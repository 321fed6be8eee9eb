import type { IncomingMessage } from 'node:http';
import type { Log } from '../../application/Log';
import { DomainError } from '../../domain/DomainError';
import type { Handshake, SocketAuth } from './SocketAuth';
import type { SocketCommands } from './SocketCommands';
import { refusedAck } from './refusedAck';
import { PLATFORM_ROOM, sessionRoom, userRoom, workspaceRoom } from './roomNames';
import type { Revocations } from './Revocations';
import type { ClientSocket, SocketIo } from './SocketIo';
import { SocketState, type Entering } from './SocketState';
import type { SocketTrail } from './SocketTrail';
import type { WorkspaceEntry } from './WorkspaceEntry';
import type { WorkspaceRooms } from './WorkspaceRooms';

/** Sockets an account may have on one process. */
const MOST_PER_USER = 50;
/** Headers, address and token of the handshake are not kept. */
const NO_HANDSHAKE = Object.freeze({});

/** Lets a socket in: first who it is, then its rooms, then the workspace of its token. */
export class SocketAdmission {
  constructor(
    private readonly io: SocketIo,
    private readonly auth: SocketAuth,
    private readonly entry: WorkspaceEntry,
    private readonly rooms: WorkspaceRooms,
    private readonly commands: SocketCommands,
    private readonly revocations: Revocations,
    private readonly trail: SocketTrail,
    private readonly addressOf: (request: IncomingMessage) => string,
    private readonly log: Log,
  ) {}

  /** Before the client hears that it is connected. `connect_error` carries `data.code`. */
  check(socket: ClientSocket, next: (refusal?: Error) => void): void {
    this.admit(socket).then(
      () => next(),
      (error: unknown) => {
        const { code, message } = refusedAck(error, this.log);
        next(Object.assign(new Error(message), { data: { code } }));
      },
    );
  }

  /** In the same turn in which the client is told that it is connected, so that it misses nothing after that. */
  connected(socket: ClientSocket): void {
    const { entering } = socket.data;
    Object.assign(socket, { handshake: NO_HANDSHAKE });
    Object.assign(socket.conn, { request: null });
    if (entering !== null) this.enter(socket, entering);
    this.revocations.judgeAgain(socket);
  }

  private enter(socket: ClientSocket, { workspaceId, after, refusal }: Entering): void {
    if (refusal !== null) socket.emit('workspace:left', { workspaceId, ...refusal });
    else if (after === undefined) void socket.join(workspaceRoom(workspaceId));
    else this.commands.enter(socket, workspaceId, after);
    socket.data.entered();
  }

  private async admit(socket: ClientSocket): Promise<void> {
    const address = this.addressOf(socket.request);
    const handshake = await this.auth.open(socket);
    const { userId, sid } = handshake.claim;
    if ((this.io.of('/').adapter.rooms.get(userRoom(userId))?.size ?? 0) >= MOST_PER_USER) {
      throw new DomainError('limited', 'SOCKET_LIMIT', `An account has at most ${MOST_PER_USER} sockets.`);
    }
    const isPlatform = handshake.caller.isSuperAdmin;
    void socket.join([userRoom(userId), sessionRoom(sid), ...(isPlatform ? [PLATFORM_ROOM] : [])]);
    const entering = await this.trail.follow(userId, address, () => this.entering(handshake));
    Object.assign(socket, { data: new SocketState(handshake.claim, address, entering) });
  }

  private async entering({ claim, caller, after }: Handshake): Promise<Entering | null> {
    const { workspaceId } = claim;
    if (workspaceId === null) return null;
    try {
      await this.entry.enter(claim, workspaceId);
      if (caller.isSuperAdmin) await this.trail.platformEntry(claim, workspaceId);
      await this.rooms.open(workspaceId);
      return { workspaceId, after, refusal: null };
    } catch (error) {
      if (!(error instanceof DomainError) || error.kind === 'unavailable') throw error;
      await this.trail.denied(claim, workspaceId, error);
      const { code, message } = error;
      return { workspaceId, after, refusal: { code, message } };
    }
  }
}
