import type { PublishedEvent } from '../../application/EventBus';
import type { UserId, WorkspaceId } from '../../domain/ids';
import type { EventDefinitions } from '../events/EventDefinitions';
import { workspaceRoom } from './roomNames';
import type { ClientSocket } from './SocketIo';

/** Milliseconds a socket stays for the event that says why it goes; it is numbered a little after the commit. */
const LONGEST_MS = 300;
/** Milliseconds an event is remembered; the word that something was revoked may come after it. */
const REMEMBERED_MS = 1_000;

export interface Reason {
  readonly code: string;
  readonly message: string;
}

interface Departure {
  readonly socket: ClientSocket;
  readonly id: WorkspaceId;
  readonly reason: Reason;
  readonly timer: NodeJS.Timeout;
}

/** Takes sockets out of workspaces they lost, once they heard the event that says why, and none after it. */
export class Departures {
  private readonly leaving = new Map<string, Departure>();
  private readonly told = new Map<string, number>();

  constructor(private readonly definitions: EventDefinitions) {}

  begin(socket: ClientSocket, id: WorkspaceId, reason: Reason): void {
    const key = keyOf(socket, id);
    if (this.leaving.has(key)) return;
    const timer = setTimeout(() => this.finish(key), LONGEST_MS);
    this.leaving.set(key, { socket, id, reason, timer });
    if (this.wasTold(id, socket.data.claim.userId)) this.finish(key);
  }

  /** It may stay after all. */
  cancel(socket: ClientSocket, id: WorkspaceId): void {
    const key = keyOf(socket, id);
    clearTimeout(this.leaving.get(key)?.timer);
    this.leaving.delete(key);
  }

  /** An event was told to its room. */
  hear({ event, workspaceId, payload }: PublishedEvent): void {
    const { mayEnd } = this.definitions.find(event) ?? {};
    if (!mayEnd || workspaceId === null) return;
    const person = mayEnd === 'everyone' ? null : (payload as Readonly<Record<string, string>>)[mayEnd];
    this.remember(`${workspaceId}:${person ?? ''}`);
    for (const [key, { id, socket }] of this.leaving) {
      if (id === workspaceId && (person === null || socket.data.claim.userId === person)) this.finish(key);
    }
  }

  private finish(key: string): void {
    const departure = this.leaving.get(key);
    if (!departure) return;
    const { socket, id, reason, timer } = departure;
    clearTimeout(timer);
    this.leaving.delete(key);
    if (!socket.connected) return;
    void socket.leave(workspaceRoom(id));
    socket.emit('workspace:left', { workspaceId: id, code: reason.code, message: reason.message });
  }

  private remember(key: string): void {
    const now = performance.now();
    for (const [old, at] of this.told) {
      if (now - at < REMEMBERED_MS) break;
      this.told.delete(old);
    }
    this.told.delete(key);
    this.told.set(key, now);
  }

  private wasTold(id: WorkspaceId, userId: UserId): boolean {
    const at = Math.max(this.told.get(`${id}:`) ?? -Infinity, this.told.get(`${id}:${userId}`) ?? -Infinity);
    return performance.now() - at < REMEMBERED_MS;
  }
}

function keyOf(socket: ClientSocket, id: WorkspaceId): string {
  return `${socket.id}:${id}`;
}
