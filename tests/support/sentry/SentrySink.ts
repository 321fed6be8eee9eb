import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** What Sentry takes of an envelope: https://develop.sentry.dev/sdk/data-model/envelopes/ */
export interface Report {
  readonly path: string;
  readonly raw: string;
  readonly event: {
    readonly message: string;
    readonly environment: string;
    readonly tags: Readonly<Record<string, string>>;
    readonly exception: {
      readonly values: readonly {
        readonly type: string;
        readonly value: string;
        readonly stacktrace: { readonly frames: readonly { readonly filename?: string }[] };
      }[];
    };
  };
}

/** A server that takes error reports as Sentry does. */
export class SentrySink {
  readonly reports: Report[] = [];
  /** Null: it never answers. */
  status: number | null = 200;

  private constructor(private readonly server: Server) {}

  static async listen(): Promise<SentrySink> {
    const server = createServer();
    const sink = new SentrySink(server);
    server.on('request', (request, response) => {
      void text(request).then((raw) => {
        const [, , event = '{}'] = raw.split('\n');
        sink.reports.push({ path: request.url ?? '', raw, event: JSON.parse(event) as Report['event'] });
        if (sink.status !== null) response.writeHead(sink.status).end('{}');
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return sink;
  }

  get dsn(): string {
    return `http://publickey@127.0.0.1:${(this.server.address() as AddressInfo).port}/42`;
  }

  async close(): Promise<void> {
    this.server.close();
    this.server.closeAllConnections();
    await once(this.server, 'close');
  }
}
