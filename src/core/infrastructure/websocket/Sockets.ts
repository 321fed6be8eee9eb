import type { Server as HttpServer } from 'node:http';
import type { EventBus, PublishedEvent } from '../../application/EventBus';
import type { Log } from '../../application/Log';
import { within } from '../../kit/within';
import { PollingLoop } from '../jobs/PollingLoop';
import { WakeUp } from '../jobs/WakeUp';
import type { Connections } from './Connections';
import { unsent } from './drained';
import type { EventDelivery } from './EventDelivery';
import type { Revocations } from './Revocations';
import type { SocketAdmission } from './SocketAdmission';
import type { SocketCommands } from './SocketCommands';
import type { ClientSocket, SocketIo } from './SocketIo';
import type { TokenExpiry } from './TokenExpiry';
import type { WorkspaceRooms } from './WorkspaceRooms';

/** Milliseconds between two looks for what was not heard. */
const EVERY_MS = 1_000;
/** Packets a client may leave waiting; one that reads slower comes back and catches up. */
const MOST_UNSENT = 20_000;
/** Milliseconds for the last words to those who are asked to go elsewhere. */
const FAREWELL_MS = 500;

export interface SocketParts {
  readonly io: SocketIo;
  readonly connections: Connections;
  readonly admission: SocketAdmission;
  readonly commands: SocketCommands;
  readonly delivery: EventDelivery;
  readonly rooms: WorkspaceRooms;
  readonly revocations: Revocations;
  readonly expiry: TokenExpiry;
  readonly bus: EventBus;
  readonly log: Log;
  /** Hears what must be judged anew. @returns how to stop that. */
  readonly onDrop: (hear: (key: string | null) => void) => () => void;
}

/** The sockets of this process, from their connections to the events they hear. */
export class Sockets {
  private readonly loop: PollingLoop;
  private readonly missed = new WakeUp();
  private readonly ends: (() => void)[] = [];

  constructor(private readonly parts: SocketParts) {
    this.loop = new PollingLoop({
      name: 'Sockets',
      everyMs: EVERY_MS,
      wakeUp: this.missed,
      log: parts.log,
      pass: () => this.pass(),
    });
  }

  attach(server: HttpServer): void {
    const { io, connections, admission } = this.parts;
    io.attach(server);
    connections.watch(io);
    io.use((socket, next) => admission.check(socket, next));
    io.on('connection', (socket) => this.connected(socket));
  }

  start(): void {
    const { bus, rooms, delivery, revocations, onDrop } = this.parts;
    const hear = (event: PublishedEvent) => {
      delivery.tellUser(event);
      rooms.hear(event);
    };
    this.ends.push(
      bus.subscribe(hear, () => this.missed.now()),
      onDrop((key) => revocations.hear(key)),
    );
    this.loop.start();
  }

  /** Clients see a lost connection, and come back elsewhere. */
  async stop(): Promise<void> {
    for (const end of this.ends.splice(0)) end();
    await this.loop.stop();
    const { io } = this.parts;
    const open = [...io.of('/').sockets.values()].map(({ conn }) => closed(conn));
    await within(FAREWELL_MS, Promise.all(open)).catch(() => undefined);
    io.engine.close();
    await io.of('/').adapter.close();
  }

  private connected(socket: ClientSocket): void {
    const { admission, commands, log } = this.parts;
    const { userId, sid } = socket.data.claim;
    socket.onAny((event: unknown, ...args: unknown[]) => commands.hear(socket, event, args));
    socket.on('disconnect', (reason) => {
      log.debug('Socket disconnected', { userId, sid, reason });
      socket.conn.close();
    });
    admission.connected(socket);
    log.debug('Socket connected', { userId, sid, transport: socket.conn.transport.name });
  }

  private async pass(): Promise<boolean> {
    const { io, expiry, revocations, delivery, rooms } = this.parts;
    const { sockets } = io.of('/');
    expiry.check(sockets.values());
    for (const { conn } of sockets.values()) if (unsent(conn) > MOST_UNSENT) conn.close(true);
    revocations.retry();
    delivery.tellHeld();
    await rooms.compare();
    return false;
  }
}

function closed(connection: ClientSocket['conn']): Promise<void> {
  return new Promise((resolve) => {
    connection.once('close', () => resolve());
    connection.close();
  });
}
