import { escapeIdentifier, escapeLiteral, type Client, type QueryResult } from 'pg';
import type { Scope } from '../../application/UnitOfWork';
import { token } from '../../domain/token';
import { ambientTransaction } from './ambientTransaction';
import { PipelinedClients, type PipelineOptions } from './PipelinedClients';
import { scopeVariables, SYSTEM_ROLE, WALLED_ROLE } from './scopeSettings';
import { translateDatabaseError } from './translateDatabaseError';
import { unitGroup } from './UnitGroup';

/** A read that is prepared once per connection. `name` is unique in the program. */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

export type Value = string | number | null;

/**
 * The hot path's reads: prepared statements on a few pipelined connections that took on the walled or the system
 * role for good. A walled scope travels with its statement in one message. Not for anything slow, locking or
 * writing: a pipeline is a queue.
 */
export interface ScopedReader {
  rows<Row extends object>(scope: Scope, statement: Statement, values: readonly Value[]): Promise<Row[]>;
  close(): Promise<void>;
}
export const ScopedReader = token<ScopedReader>('ScopedReader');

export class PipelinedReader implements ScopedReader {
  private readonly walled: PipelinedClients;
  private readonly system: PipelinedClients;
  private readonly prepared = new WeakMap<Client, Set<string>>();

  constructor(options: PipelineOptions) {
    this.walled = new PipelinedClients({ ...options, onConnect: `SET ROLE ${WALLED_ROLE}` });
    this.system = new PipelinedClients({ ...options, onConnect: `SET ROLE ${SYSTEM_ROLE}` });
  }

  async rows<Row extends object>(
    scope: Scope,
    statement: Statement,
    values: readonly Value[],
  ): Promise<Row[]> {
    const { name, text } = statement;
    const group = ambientTransaction.getStore() ? undefined : unitGroup.getStore();
    if (group) return group.rows<Row>(scope, text, values);
    try {
      if (scope.as !== 'system') return await this.walledRows(scope, statement, values);
      const client = await this.system.next();
      return (await client.query<Row>({ name, text, values: [...values] })).rows;
    } catch (error) {
      throw translateDatabaseError(error);
    }
  }

  async close(): Promise<void> {
    await Promise.all([this.walled.close(), this.system.close()]);
  }

  /**
   * Scope and prepared statement travel as one simple query, which PostgreSQL runs as one transaction: one
   * message there, one back. After an error the connection is given up: what it has prepared is unknown.
   */
  private async walledRows<Row extends object>(
    scope: Scope,
    { name, text }: Statement,
    values: readonly Value[],
  ): Promise<Row[]> {
    const client = await this.walled.next();
    const execute = `EXECUTE ${escapeIdentifier(name)}${values.length > 0 ? `(${values.map(literal).join()})` : ''}`;
    const prepared = this.prepared.get(client) ?? new Set();
    const prepare = prepared.has(name) ? '' : `PREPARE ${escapeIdentifier(name)} AS ${text};`;
    this.prepared.set(client, prepared.add(name));
    const message = `${scopeVariables(scope)}${prepare}${execute}`;
    const results = await client.query(message).catch((error: unknown) => {
      void client.end();
      throw error;
    });
    return (results as unknown as QueryResult<Row>[]).at(-1)?.rows ?? [];
  }
}

function literal(value: Value): string {
  if (value === null) return 'NULL';
  return typeof value === 'number' ? String(value) : escapeLiteral(value);
}
