import type { IncomingMessage } from 'node:http';
import type { Connection, SocketIo } from './SocketIo';

/** Connections that one address may hold on one process. */
const MOST_PER_ADDRESS = 1_000;
/** Messages a second: above the first they are refused, above the second the connection ends. */
const MOST_MESSAGES = 20;
const FLOOD = 100;
const WINDOW_MS = 1_000;

class Messages {
  inWindow = 0;
  private since = performance.now();

  constructor(readonly address: string) {}

  count(): void {
    const now = performance.now();
    if (now - this.since >= WINDOW_MS) {
      this.since = now;
      this.inWindow = 0;
    }
    this.inWindow += 1;
  }
}

/** Counts connections by address, and the messages that arrive on each. */
export class Connections {
  private readonly byAddress = new Map<string, number>();
  private readonly messages = new WeakMap<Connection, Messages>();

  /** @param addressOf where the client is, and not the proxy in front. */
  constructor(private readonly addressOf: (request: IncomingMessage) => string) {}

  hasRoomFor(request: IncomingMessage): boolean {
    return (this.byAddress.get(this.addressOf(request)) ?? 0) < MOST_PER_ADDRESS;
  }

  watch(io: SocketIo): void {
    io.engine.on('connection', (connection: Connection) => this.add(connection));
  }

  addressBehind(connection: Connection): string | null {
    return this.messages.get(connection)?.address ?? null;
  }

  sendsTooMuch(connection: Connection): boolean {
    return (this.messages.get(connection)?.inWindow ?? 0) > MOST_MESSAGES;
  }

  private add(connection: Connection): void {
    const address = this.addressOf(connection.request);
    const messages = new Messages(address);
    this.messages.set(connection, messages);
    this.byAddress.set(address, (this.byAddress.get(address) ?? 0) + 1);
    connection.on('packet', ({ type }: { type: string }) => {
      if (type === 'message') messages.count();
      if (messages.inWindow > FLOOD) connection.close(true);
    });
    connection.once('close', () => this.forget(address));
  }

  private forget(address: string): void {
    const left = (this.byAddress.get(address) ?? 0) - 1;
    if (left > 0) this.byAddress.set(address, left);
    else this.byAddress.delete(address);
  }
}
