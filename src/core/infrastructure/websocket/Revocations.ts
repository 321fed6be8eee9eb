import type { Authenticator } from '../../application/Authenticator';
import type { Log } from '../../application/Log';
import { DomainError } from '../../domain/DomainError';
import { asId, type WorkspaceId } from '../../domain/ids';
import type { Departures, Reason } from './Departures';
import { PLATFORM_ROOM, sessionRoom, userRoom, workspaceRoom, workspacesIn } from './roomNames';
import { socketsIn, type ClientSocket, type SocketIo } from './SocketIo';
import type { WorkspaceEntry } from './WorkspaceEntry';

/** Sockets that are judged at once; each may cost a look into the database. */
const AT_ONCE = 100;

/**
 * Takes from sockets what is taken from their people. Whatever lets somebody in is remembered by the caches of
 * `session:`, `account:` and `tenancy:`, and every process forgets it within half a second of a change, Redis or
 * no Redis; each time, the sockets that stand on it are judged anew.
 */
export class Revocations {
  /** Sockets are to be judged of whom nothing is known, or wait for a database that can say whether they may stay. */
  hasOpenCases = false;
  private readonly suspects = new Set<ClientSocket>();
  private judging: Promise<void> | null = null;

  constructor(
    private readonly io: SocketIo,
    private readonly authenticator: Authenticator,
    private readonly entry: WorkspaceEntry,
    private readonly departures: Departures,
    private readonly log: Log,
  ) {}

  /** @param key what was forgotten; null for everything. */
  hear(key: string | null): void {
    if (key === null && this.io.of('/').sockets.size > 0) this.hasOpenCases = true;
    for (const socket of this.standingOn(key)) this.judgeAgain(socket);
  }

  judgeAgain(socket: ClientSocket): void {
    this.suspects.add(socket);
    this.judging ??= nextTurn().then(() => this.judgeAll());
  }

  /** Those whom the database could not speak for. */
  retry(): void {
    if (this.suspects.size > 0) this.judging ??= this.judgeAll();
  }

  private async judgeAll(): Promise<void> {
    const failed: ClientSocket[] = [];
    while (this.suspects.size > 0) {
      const some = [...this.suspects].slice(0, AT_ONCE);
      for (const socket of some) this.suspects.delete(socket);
      await Promise.all(
        some.map((socket) =>
          this.judge(socket).catch((error: unknown) => {
            this.log.warn('A socket cannot be judged; nothing is told until it can', { error });
            failed.push(socket);
          }),
        ),
      );
    }
    for (const socket of failed) this.suspects.add(socket);
    this.hasOpenCases = failed.length > 0;
    this.judging = null;
  }

  private async judge(socket: ClientSocket): Promise<void> {
    if (!socket.connected) return;
    const { claim } = socket.data;
    try {
      const { isSuperAdmin } = await this.authenticator.authenticate(claim);
      void (isSuperAdmin ? socket.join(PLATFORM_ROOM) : socket.leave(PLATFORM_ROOM));
    } catch (error) {
      if (!isRefusal(error)) throw error;
      socket.emit('session:revoked', { sessionId: claim.sid, ...reasonOf(error) });
      socket.disconnect(true);
      return;
    }
    for (const id of workspacesIn(socket.rooms)) await this.judgeIn(id, socket);
  }

  private async judgeIn(workspaceId: WorkspaceId, socket: ClientSocket): Promise<void> {
    try {
      await this.entry.enter(socket.data.claim, workspaceId);
      this.departures.cancel(socket, workspaceId);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      this.departures.begin(socket, workspaceId, reasonOf(error));
    }
  }

  private standingOn(key: string | null): Iterable<ClientSocket> {
    if (key === null) return this.io.of('/').sockets.values();
    const [kind, id = '', userId = ''] = key.split(':');
    if (kind === 'session') return socketsIn(this.io, sessionRoom(id));
    if (kind === 'account') return socketsIn(this.io, userRoom(id));
    if (kind !== 'tenancy') return [];
    const room = workspaceRoom(asId<'workspace'>(id));
    const concerned = [...socketsIn(this.io, userRoom(userId)), ...socketsIn(this.io, PLATFORM_ROOM)];
    return concerned.filter(({ rooms }) => rooms.has(room));
  }
}

function isRefusal(error: unknown): error is DomainError {
  return error instanceof DomainError && error.kind !== 'unavailable';
}

function reasonOf({ code, message }: DomainError): Reason {
  return { code, message };
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
