import { Client } from 'pg';
import { TurnSocket } from './TurnSocket';

export interface PipelineOptions {
  readonly url: string;
  readonly ssl: false | { readonly rejectUnauthorized: boolean };
  readonly connections: number;
  /** A statement for each new connection, before anything else. */
  readonly onConnect?: string;
}

/** A few connections, used in turn; one that broke is replaced when it is next asked for. */
export class PipelinedClients {
  private readonly clients: (Promise<Client> | null)[];
  private turn = 0;

  constructor(private readonly options: PipelineOptions) {
    this.clients = Array.from({ length: options.connections }, () => null);
  }

  next(): Promise<Client> {
    this.turn = (this.turn + 1) % this.options.connections;
    return this.clients[this.turn] ?? this.open(this.turn);
  }

  async close(): Promise<void> {
    const open = this.clients.splice(0);
    await Promise.all(open.map(async (client) => (await client?.catch(() => null))?.end()));
  }

  private open(slot: number): Promise<Client> {
    const { url, ssl, onConnect } = this.options;
    const client = new Client({
      connectionString: url,
      ssl,
      pipeline: true,
      stream: () => new TurnSocket(),
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
    const forget = () => {
      if (this.clients[slot] === opening) this.clients[slot] = null;
    };
    this.clients[slot] = opening;
    client.on('error', forget);
    client.on('end', forget);
    opening.catch(() => {
      forget();
      void client.end().catch(() => undefined);
    });
    return opening;
  }
}
