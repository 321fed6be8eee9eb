import { Client } from 'pg';
import type { Scope } from '../../application/UnitOfWork';
import { token } from '../../domain/token';
import { scopeSettings } from './scopeSettings';
import { translateDatabaseError } from './translateDatabaseError';

/** A read that is prepared once per connection. `name` is unique in the program. */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

/**
 * The hot path's reads: prepared statements on a few pipelined connections, each in a read-only transaction
 * under its scope, sent in one go. Not for anything slow, locking or writing: a pipeline is a queue.
 */
export interface ScopedReader {
  rows<Row extends object>(scope: Scope, statement: Statement, values: readonly unknown[]): Promise<Row[]>;
  close(): Promise<void>;
}
export const ScopedReader = token<ScopedReader>('ScopedReader');

export interface ReaderOptions {
  readonly url: string;
  readonly ssl: false | { readonly rejectUnauthorized: boolean };
  readonly connections: number;
}

export class PipelinedReader implements ScopedReader {
  private readonly clients: (Promise<Client> | null)[];
  private turn = 0;

  constructor(private readonly options: ReaderOptions) {
    this.clients = Array.from({ length: options.connections }, () => null);
  }

  async rows<Row extends object>(
    scope: Scope,
    statement: Statement,
    values: readonly unknown[],
  ): Promise<Row[]> {
    try {
      const client = await this.next();
      const begun = client.query(`BEGIN READ ONLY;${scopeSettings(scope)}`);
      const answer = client.query<Row>({ ...statement, values: [...values] });
      const ended = client.query('COMMIT');
      const [, result] = await Promise.all([begun, answer, ended]);
      return result.rows;
    } catch (error) {
      throw translateDatabaseError(error);
    }
  }

  async close(): Promise<void> {
    const open = this.clients.splice(0);
    await Promise.all(open.map(async (client) => (await client?.catch(() => null))?.end()));
  }

  private next(): Promise<Client> {
    this.turn = (this.turn + 1) % this.options.connections;
    return this.clients[this.turn] ?? this.open(this.turn);
  }

  private open(slot: number): Promise<Client> {
    const client = new Client({
      connectionString: this.options.url,
      ssl: this.options.ssl,
      pipeline: true,
      statement_timeout: 5_000,
      query_timeout: 5_000,
      connectionTimeoutMillis: 3_000,
      keepAlive: true,
      application_name: 'portico-reads',
    });
    const opening = client.connect().then(() => client);
    const forget = () => {
      if (this.clients[slot] === opening) this.clients[slot] = null;
    };
    this.clients[slot] = opening;
    client.on('error', forget);
    client.on('end', forget);
    opening.catch(forget);
    return opening;
  }
}
