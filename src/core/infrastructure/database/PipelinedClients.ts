import { Client } from 'pg';
import { TurnSocket } from './TurnSocket';

export interface PipelineOptions {
  readonly url: string;
  readonly ssl: false | { readonly rejectUnauthorized: boolean };
  readonly connections: number;
  /** A statement for each new connection, before anything else. */
  readonly onConnect?: string;
}

interface Opened {
  readonly client: Promise<Client>;
  readonly socket: TurnSocket;
}

/** A few connections, used in turn; one that broke is replaced when it is next asked for. */
export class PipelinedClients {
  private readonly clients: (Opened | null)[];
  private turn = 0;

  constructor(private readonly options: PipelineOptions) {
    this.clients = Array.from({ length: options.connections }, () => null);
  }

  next(): Promise<Client> {
    this.turn = (this.turn + 1) % this.options.connections;
    const { client, socket } = this.clients[this.turn] ?? this.open(this.turn);
    socket.gather();
    return client;
  }

  async close(): Promise<void> {
    const open = this.clients.splice(0);
    await Promise.all(open.map(async (opened) => (await opened?.client.catch(() => null))?.end()));
  }

  private open(slot: number): Opened {
    const { url, ssl, onConnect } = this.options;
    const socket = new TurnSocket();
    const client = new Client({
      connectionString: url,
      ssl,
      pipeline: true,
      stream: () => socket,
      statement_timeout: 5_000,
      query_timeout: 5_000,
      connectionTimeoutMillis: 3_000,
      keepAlive: true,
      application_name: 'portico-reads',
    });
    const opening = client.connect().then(async () => {
      if (onConnect !== undefined) await client.query(onConnect);
      return client;
    });
    const opened = { client: opening, socket };
    const forget = () => {
      if (this.clients[slot] === opened) this.clients[slot] = null;
    };
    this.clients[slot] = opened;
    client.on('error', forget);
    client.on('end', forget);
    opening.catch(() => {
      forget();
      void client.end().catch(() => undefined);
    });
    return opened;
  }
}
