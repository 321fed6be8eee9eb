import { escapeIdentifier, type Pool, type PoolClient } from 'pg';
import type { Scope } from '../../src/core/application/UnitOfWork';
import { asId } from '../../src/core/domain/ids';
import { scopeSettings, WALLED_ROLE } from '../../src/core/infrastructure/database/scopeSettings';
import { rowsOf } from './belongings';
import { has, type Table } from './catalogue';
import { note, type Line } from './Line';
import { insertion, RowMaker, type Samples } from './sampleRow';
import { factsOf, type Person, type Side } from './Side';

const REFUSED = '42501';
const DEADLOCK = '40P01';

/** Tries to reach across, in SQL and as the walled role, in every table of the catalogue. */
export class TableProof {
  private readonly maker: RowMaker;

  constructor(
    private readonly admin: Pool,
    private readonly tables: readonly Table[],
    samples: Samples,
  ) {
    this.maker = new RowMaker(admin, tables, samples);
  }

  async prove(table: Table, mine: Side, theirs: Side, line: Line): Promise<void> {
    demandWall(table, line);
    demandKeys(table, this.tables, line);
    const foreign = table.isView ? [] : await rowsOf(this.admin, table, theirs, mine);
    if (has(table, 'workspace_id') && !table.isView && foreign.length === 0) {
      line.faults.push(`workspace ${theirs.name} has no row in it`);
    }
    await this.read(table, mine, theirs, line);
    if (table.isView || foreign.length === 0) return;
    await this.change(table, mine, theirs, line);
    await this.putIn(table, mine, theirs, line);
  }

  /** Reads it alone. @returns whether there is anything of theirs to be seen. */
  async seesForeign(table: Table, mine: Side, theirs: Side, line: Line): Promise<boolean> {
    await this.read(table, mine, theirs, line);
    return table.isView || (await rowsOf(this.admin, table, theirs, mine)).length > 0;
  }

  private async read(table: Table, mine: Side, theirs: Side, line: Line): Promise<void> {
    const readable = table.columns
      .filter((column) => column.readable)
      .map(({ name }) => escapeIdentifier(name));
    if (readable.length === 0) return note(line, 'closed to the walled role');
    const select = `SELECT ROW(${readable.join()})::text AS row FROM ${escapeIdentifier(table.name)}`;
    for (const scope of [...scopesOf(mine), null]) {
      const rows = await this.within(
        scope,
        async (client) => (await client.query<{ row: string }>(select)).rows,
      );
      const texts = Array.isArray(rows) ? rows.map(({ row }) => row) : [];
      const secret = scope === null ? [...factsOf(theirs), ...factsOf(mine)] : factsOf(theirs);
      const seen = texts.filter((row) => secret.some((fact) => row.includes(fact)));
      const inside = scope === null && has(table, 'workspace_id') ? texts : seen;
      const as = scope === null ? 'no scope' : `the ${scope.as} scope of ${mine.name}`;
      note(line, scope === null ? 'read without scope' : 'read');
      if (inside.length > 0) line.leaks.push(`${inside.length} foreign rows are read in ${as}`);
    }
  }

  private async change(table: Table, mine: Side, theirs: Side, line: Line): Promise<void> {
    const name = escapeIdentifier(table.name);
    const [column] = table.columns.filter(({ writable }) => writable);
    const blind = table.columns.find(
      (one) => one.writable && (one.filled || one.nullable) && !one.name.endsWith('id'),
    );
    const statements = [
      ...(column ? [['update', `UPDATE ${name} SET ${set(column.name)}`] as const] : []),
      ...(blind ? [['update', `UPDATE ${name} SET ${escapeIdentifier(blind.name)} = DEFAULT`] as const] : []),
      ['delete', `DELETE FROM ${name}`] as const,
    ];
    for (const [attempt, sql] of statements) {
      for (const scope of [...scopesOf(mine), null]) {
        const touched = await this.touched(table, theirs, mine, scope, sql);
        note(line, attempt);
        if (touched > 0) line.leaks.push(`${touched} rows of ${theirs.name} are changed by ${attempt}`);
      }
    }
  }

  /** A row of theirs made by me, and a row of mine handed to them. */
  private async putIn(table: Table, mine: Side, theirs: Side, line: Line): Promise<void> {
    if (!has(table, 'workspace_id')) return;
    const row = await this.maker.make(table, theirs, mine).catch(() => null);
    if (row === null) return;
    const { text, values } = insertion(table, row);
    const move = `UPDATE ${escapeIdentifier(table.name)} SET workspace_id = $1`;
    const canMove = table.columns.some(({ name, writable }) => name === 'workspace_id' && writable);
    for (const scope of [...scopesOf(mine), null]) {
      const put = await this.within(scope, (client) => client.query(text, values));
      note(line, 'insert');
      if (put !== REFUSED) line.leaks.push(`a row of ${theirs.name} is put in (${outcome(put)})`);
      if (!canMove) continue;
      const moved = await this.within(scope, (client) => client.query(move, [theirs.workspaceId]));
      note(line, 'move');
      const isHarmless = moved === REFUSED || (typeof moved === 'object' && moved.rowCount === 0);
      if (!isHarmless) line.leaks.push(`a row is moved to ${theirs.name} (${outcome(moved)})`);
    }
  }

  /** How many rows of `theirs` a statement that names none of them touches; everything is taken back. */
  private async touched(
    table: Table,
    theirs: Side,
    mine: Side,
    scope: Scope | null,
    sql: string,
  ): Promise<number> {
    const before = await rowsOf(this.admin, table, theirs, mine);
    const after = await this.within(scope, async (client) => {
      await client.query(sql);
      await client.query('RESET ROLE');
      const name = escapeIdentifier(table.name);
      const kept = await rowsOf(client, table, theirs, mine);
      const { rows } = await client.query<{ row: string }>(
        `SELECT t::text AS row FROM ${name} t WHERE xmin = pg_current_xact_id()::xid`,
      );
      const written = new Set(rows.map(({ row }) => row));
      return kept.filter((row) => !written.has(row));
    });
    // A constraint that own rows run into says nothing about the others.
    if (after === REFUSED || (typeof after === 'string' && after.startsWith('23'))) return 0;
    return typeof after === 'string' ? before.length : before.length - after.length;
  }

  /** In a transaction of the walled role that is taken back. @returns the SQLSTATE when it is refused. */
  private async within<T>(scope: Scope | null, act: (client: PoolClient) => Promise<T>): Promise<T | string> {
    for (;;) {
      const result = await this.tried(scope, act);
      if (result !== DEADLOCK) return result;
    }
  }

  /** The application works meanwhile: what touches whole tables may meet its locks. */
  private async tried<T>(scope: Scope | null, act: (client: PoolClient) => Promise<T>): Promise<T | string> {
    const client = await this.admin.connect();
    try {
      await client.query('BEGIN; SET LOCAL session_replication_role = replica');
      await client.query(scope === null ? `SET LOCAL ROLE ${WALLED_ROLE}` : scopeSettings(scope));
      return await act(client);
    } catch (error) {
      return (error as { code?: string }).code ?? String(error);
    } finally {
      await client.query('ROLLBACK');
      client.release();
    }
  }
}

export function scopesOf({ workspaceId, owner, member }: Side): Scope[] {
  const memberScope = ({ id }: Person): Scope => ({
    as: 'member',
    userId: asId<'user'>(id),
    workspaceId: asId<'workspace'>(workspaceId),
  });
  return [memberScope(owner), memberScope(member), { as: 'account', userId: asId<'user'>(owner.id) }];
}

function demandWall(table: Table, { leaks }: Line): void {
  const isReached = table.grants.some((grant) => grant !== 'INSERT');
  if (table.isView || !(has(table, 'workspace_id') || isReached)) return;
  if (!table.isWalled) leaks.push('row-level security is not enabled and forced');
  if (table.grants.length > 0 && table.policies === 0) leaks.push('it has no policy for the walled role');
}

/** What lies in a workspace refers to what lies in a workspace by a key that holds the workspace (G20). */
function demandKeys(table: Table, tables: readonly Table[], { leaks }: Line): void {
  if (!has(table, 'workspace_id')) return;
  for (const { to, columns } of table.references) {
    const parent = tables.find(({ name }) => name === to);
    if (parent && has(parent, 'workspace_id') && columns.workspace_id !== 'workspace_id') {
      leaks.push(`it refers to ${to} without the workspace in the key`);
    }
  }
}

function set(name: string): string {
  return `${escapeIdentifier(name)} = ${escapeIdentifier(name)}`;
}

function outcome(result: unknown): string {
  return typeof result === 'string' ? result : 'done';
}
