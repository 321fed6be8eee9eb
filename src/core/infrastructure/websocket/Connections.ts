import type { IncomingMessage } from 'node:http';
import { MessageRate } from './MessageRate';
import type { Connection, SocketIo } from './SocketIo';

/** Connections that one address may hold on one process. */
const MOST_PER_ADDRESS = 1_000;
/** Messages a second above which a connection ends, whatever they are. */
const FLOOD = 300;
/** Milliseconds for a client to take its last words. */
const CLOSE_MS = 2_000;

/** Counts connections by address, and ends those that flood. */
export class Connections {
  private readonly byAddress = new Map<string, number>();

  /** @param addressOf where the client is, and not the proxy in front. */
  constructor(private readonly addressOf: (request: IncomingMessage) => string) {}

  hasRoomFor(request: IncomingMessage): boolean {
    return (this.byAddress.get(this.addressOf(request)) ?? 0) < MOST_PER_ADDRESS;
  }

  watch(io: SocketIo): void {
    io.engine.on('connection', (connection: Connection) => this.add(connection));
  }

  private add(connection: Connection): void {
    const address = this.addressOf(connection.request);
    this.byAddress.set(address, (this.byAddress.get(address) ?? 0) + 1);
    connection.once('close', () => {
      this.forget(address);
      cutOff(connection);
    });
    const rate = new MessageRate();
    connection.on('packet', ({ type }: { type: string }) => {
      if (type === 'message' && rate.count() > FLOOD) connection.close(true);
    });
    Object.assign(connection.transport, { closeTimeout: CLOSE_MS });
  }

  private forget(address: string): void {
    const left = (this.byAddress.get(address) ?? 0) - 1;
    if (left > 0) this.byAddress.set(address, left);
    else this.byAddress.delete(address);
  }
}

/** A client that does not say goodbye to the close of its websocket would keep it for half a minute. */
function cutOff({ transport }: Connection): void {
  const { socket } = transport as unknown as { readonly socket?: { terminate(): void } };
  if (socket) setTimeout(() => socket.terminate(), CLOSE_MS).unref();
}
