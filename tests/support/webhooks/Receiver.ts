import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { there } from '../there';

export interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly raw: string;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** What it does with a message; nothing said: 200. */
export type Behaviour = (received: Received) => Answer | 'hang' | Promise<Answer | 'hang'>;

/** Somebody else's server that takes webhooks, and misbehaves on request. */
export class Receiver {
  readonly received: Received[] = [];
  behaves: Behaviour = () => ({});

  private constructor(private readonly server: Server) {}

  static async listen(host = '127.0.0.1', port = 0): Promise<Receiver> {
    const server = createServer();
    const receiver = new Receiver(server);
    server.on('request', (request, response) => {
      void buffer(request).then(async (bytes) => {
        const raw = bytes.toString();
        const body = JSON.parse(raw) as Received['body'];
        const received = { path: request.url ?? '', headers: request.headers, raw, body };
        receiver.received.push(received);
        answer(response, await receiver.behaves(received));
      });
    });
    server.listen(port, host);
    await once(server, 'listening');
    return receiver;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}/hooks`;
  }

  get last(): Received {
    return there(this.received.at(-1));
  }

  /** The names of the events it was told, and forgets them. */
  told(): string[] {
    return this.received.splice(0).map(({ body }) => String(body.event));
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }
}

function answer(response: ServerResponse, behaviour: Answer | 'hang'): void {
  if (behaviour === 'hang') return;
  const { status = 200, headers = {}, body = '' } = behaviour;
  response.writeHead(status, headers).end(body);
}
