import { randomBytes, randomUUID } from 'node:crypto';
import { escapeIdentifier, escapeLiteral, type Pool } from 'pg';
import { rowsOf } from './belongings';
import type { Column, Reference, Table } from './catalogue';
import type { Side } from './Side';

export type Row = Readonly<Record<string, unknown>>;

/** Column values of a table that neither its types nor its checks tell, from the module that owns it. */
export type Samples = Readonly<Record<string, Row>>;

/** Makes rows for a side out of what the catalogue says about a table. */
export class RowMaker {
  constructor(
    private readonly admin: Pool,
    private readonly tables: readonly Table[],
    private readonly samples: Samples,
  ) {}

  /** @param bare leaves empty whatever may be. */
  async make(table: Table, side: Side, other: Side, bare = false): Promise<Row> {
    const references = await this.referring(table, side, other);
    const given = this.samples[table.name] ?? {};
    const row: Record<string, unknown> = {};
    for (const column of table.columns) {
      if (column.name in given) row[column.name] = given[column.name];
      else if (column.name === 'workspace_id') row[column.name] = side.workspaceId;
      else if (column.name in references) row[column.name] = references[column.name];
      else if (!column.filled && !(column.nullable && (bare || !isFree(table, column))))
        row[column.name] = valueFor(column, side);
    }
    return row;
  }

  async insert(table: Table, side: Side, other: Side): Promise<void> {
    try {
      await this.put(table, await this.make(table, side, other));
    } catch (error) {
      if (!(error as { code?: string }).code?.startsWith('23')) throw error;
      await this.put(table, await this.make(table, side, other, true));
    }
  }

  private async put(table: Table, row: Row): Promise<void> {
    const { text, values } = insertion(table, row);
    await this.admin.query(text, values);
  }

  /** The columns that must point at something, and what of this side they can point at. */
  private async referring(table: Table, side: Side, other: Side): Promise<Record<string, unknown>> {
    const found: Record<string, unknown> = {};
    for (const reference of table.references.filter((one) => isDemanded(table, one))) {
      const parent = this.tables.find(({ name }) => name === reference.to);
      if (parent) Object.assign(found, await this.parentOf(reference, parent, side, other));
    }
    return found;
  }

  private async parentOf(reference: Reference, parent: Table, side: Side, other: Side): Promise<Row> {
    if (parent.name === 'workspaces') return mapped(reference, { id: side.workspaceId });
    if (parent.name === 'users') return mapped(reference, { id: side.owner.id });
    const [found] = await this.parents(parent, side, other);
    if (found) return mapped(reference, found);
    await this.insert(parent, side, other);
    const [made] = await this.parents(parent, side, other);
    return mapped(reference, made ?? {});
  }

  private async parents(parent: Table, side: Side, other: Side): Promise<Row[]> {
    const texts = await rowsOf(this.admin, parent, side, other);
    if (texts.length === 0) return [];
    const { rows } = await this.admin.query<Row>(
      `SELECT * FROM ${escapeIdentifier(parent.name)} t WHERE t::text = ANY (ARRAY[${texts.map(escapeLiteral).join()}])
       ORDER BY t::text LIMIT 1`,
    );
    return rows;
  }
}

export function insertion(table: Table, row: Row): { text: string; values: unknown[] } {
  const names = Object.keys(row);
  const places = names.map((_name, at) => `$${at + 1}`);
  return {
    text: `INSERT INTO ${escapeIdentifier(table.name)} (${names.map(escapeIdentifier).join()}) VALUES (${places.join()})`,
    values: Object.values(row),
  };
}

function isDemanded(table: Table, { columns }: Reference): boolean {
  const here = Object.keys(columns).filter((name) => name !== 'workspace_id');
  return here.some((name) => table.columns.some((column) => column.name === name && !column.nullable));
}

function mapped({ columns }: Reference, parent: Row): Row {
  return Object.fromEntries(Object.entries(columns).map(([here, there]) => [here, parent[there]]));
}

/** Text that says whose it is. What points somewhere, or stands for a state, may well stay empty. */
function isFree(table: Table, column: Column): boolean {
  const refers = table.references.some(({ columns }) => column.name in columns);
  return !refers && column.values.length === 0 && ['text', 'varchar', 'jsonb'].includes(column.type);
}

function valueFor({ name, type, values }: Column, { mark }: Side): unknown {
  if (values.length > 0) return values[0];
  const number = Number.parseInt(mark.slice(-6), 16);
  const kinds: Readonly<Record<string, () => unknown>> = {
    uuid: () => randomUUID(),
    text: () => `${mark}-${randomBytes(4).toString('hex')}`,
    varchar: () => mark,
    jsonb: () => JSON.stringify({ mark }),
    json: () => JSON.stringify({ mark }),
    bytea: () => randomBytes(32),
    bool: () => false,
    int2: () => 1,
    int4: () => number,
    int8: () => number,
    numeric: () => number,
    float4: () => 1,
    float8: () => 1,
    timestamptz: () => new Date(Date.now() + 3_600_000),
    timestamp: () => new Date(Date.now() + 3_600_000),
    date: () => '2100-01-01',
    inet: () => '127.0.0.1',
    interval: () => '1 hour',
    _text: () => [mark],
    _uuid: () => [],
  };
  const make = kinds[type];
  if (!make) throw new Error(`nothing is known about the type ${type} of ${name}`);
  return make();
}
