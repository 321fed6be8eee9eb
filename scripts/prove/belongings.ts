import { escapeIdentifier, escapeLiteral, type Pool, type PoolClient } from 'pg';
import { has, type Table } from './catalogue';
import type { Side } from './Side';

const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
const ROUNDS = 3;

/** A row belongs to a side when it is of its workspace, or names one of its ids and none of the other's. */
function belongings(table: Table, side: Side, other: Side): string {
  const naming = (ids: readonly string[]) =>
    `EXISTS (SELECT FROM unnest(ARRAY[${ids.map(escapeLiteral).join()}]) id WHERE position(id IN r.row) > 0)`;
  const named = `(${naming([...rootsOf(side), ...side.links])} AND NOT ${naming(rootsOf(other))})`;
  const inside = `r.workspace_id = ${escapeLiteral(side.workspaceId)}`;
  const isInside = has(table, 'workspace_id');
  // Without OFFSET the row would be made text anew for every id.
  return `(SELECT t::text AS row ${isInside ? ', workspace_id' : ''} FROM ${escapeIdentifier(table.name)} t OFFSET 0) r
    WHERE ${isInside ? `(${inside} OR (r.workspace_id IS NULL AND ${named}))` : named}`;
}

function rootsOf({ mark, workspaceId, owner, member, guest }: Side): string[] {
  return [mark, workspaceId, owner.id, member.id, guest.id];
}

/** The rows of a side in one table, as text. */
export async function rowsOf(
  admin: Pool | PoolClient,
  table: Table,
  side: Side,
  other: Side,
): Promise<string[]> {
  const { rows } = await admin.query<{ row: string }>(
    `SELECT r.row FROM ${belongings(table, side, other)} ORDER BY 1`,
  );
  return rows.map(({ row }) => row);
}

/** How many rows of a side each table holds, and a checksum over them. @param ignoring a text of rows left out */
export async function stateOf(
  admin: Pool,
  tables: readonly Table[],
  side: Side,
  other: Side,
  ignoring = '',
): Promise<Map<string, string>> {
  const but = ignoring === '' ? '' : `AND position(${escapeLiteral(ignoring)} IN r.row) = 0`;
  const parts = tables
    .filter(({ isView }) => !isView)
    .map(
      (table) => `SELECT ${escapeLiteral(table.name)} AS name,
        count(*) || ' ' || coalesce(md5(string_agg(r.row, '|' ORDER BY r.row)), '') AS state
        FROM ${belongings(table, side, other)} ${but}`,
    );
  const { rows } = await admin.query<{ name: string; state: string }>(parts.join(' UNION ALL '));
  return new Map(rows.map(({ name, state }) => [name, state]));
}

/** Learns the ids of both sides from their rows, and chooses from each column one to attack with. */
export async function learnIds(
  admin: Pool,
  tables: readonly Table[],
  sides: readonly [Side, Side],
): Promise<void> {
  const [a, b] = sides;
  for (let round = 0; round < ROUNDS; round += 1) {
    const rows = [await allRows(admin, tables, a, b), await allRows(admin, tables, b, a)];
    const found = rows.map((texts) => new Set(texts.flatMap((row) => row.match(UUID) ?? [])));
    const isLast = round === ROUNDS - 1;
    sides.forEach((side, at) => {
      const ids = [...(found[at] ?? [])].filter((id) => !found[1 - at]?.has(id));
      Object.assign(side, { ids, links: ids });
      if (isLast) Object.assign(side, { links: linksIn(rows[at] ?? [], side) });
    });
  }
  Object.assign(a, { probes: await probesOf(admin, tables, a, b) });
  Object.assign(b, { probes: await probesOf(admin, tables, b, a) });
  Object.assign(a, { families: await familiesOf(admin, tables, a, b) });
  Object.assign(b, { families: await familiesOf(admin, tables, b, a) });
}

/** The ids by which those rows are known that name nothing more of their side. */
function linksIn(rows: readonly string[], side: Side): string[] {
  const roots = rootsOf(side);
  const indirect = rows.filter((row) => !roots.some((root) => row.includes(root)));
  return side.ids.filter((id) => indirect.some((row) => row.includes(id)));
}

async function allRows(admin: Pool, tables: readonly Table[], side: Side, other: Side): Promise<string[]> {
  const stored = tables.filter(({ isView }) => !isView);
  return (await Promise.all(stored.map((table) => rowsOf(admin, table, side, other)))).flat();
}

async function probesOf(admin: Pool, tables: readonly Table[], side: Side, other: Side): Promise<string[]> {
  const { workspaceId, owner, member, guest } = side;
  const probes = new Set([workspaceId, owner.id, member.id, guest.id]);
  for (const table of tables.filter(({ isView }) => !isView)) {
    for (const { name } of table.columns.filter(({ type }) => type === 'uuid')) {
      const { rows } = await admin.query<{ id: string }>(
        `SELECT DISTINCT t.${escapeIdentifier(name)}::text AS id FROM ${escapeIdentifier(table.name)} t
         WHERE t::text IN (SELECT r.row FROM ${belongings(table, side, other)})
           AND t.${escapeIdentifier(name)} IS NOT NULL ORDER BY 1 DESC`,
      );
      const own = rows.map(({ id }) => id).filter((id) => side.ids.includes(id));
      const [id] = own;
      if (id !== undefined && !own.some((one) => probes.has(one))) probes.add(id);
    }
  }
  return [...probes];
}

/** One row of each table whose key names more than one thing in its workspace. */
async function familiesOf(admin: Pool, tables: readonly Table[], side: Side, other: Side): Promise<string[]> {
  const families = new Set<string>();
  for (const table of tables.filter(({ isView }) => !isView)) {
    const isId = (name: string) =>
      table.columns.some((column) => column.name === name && column.type === 'uuid');
    const names = table.key.filter((name) => name !== 'workspace_id' && isId(name));
    if (names.length < 2) continue;
    const ids = names.map((name) => `t.${escapeIdentifier(name)}::text`).join();
    const { rows } = await admin.query<{ ids: string[] }>(
      `SELECT ARRAY[${ids}] AS ids FROM ${escapeIdentifier(table.name)} t
       WHERE t::text IN (SELECT r.row FROM ${belongings(table, side, other)}) ORDER BY 1 DESC LIMIT 1`,
    );
    for (const row of rows) families.add(row.ids.join('/'));
  }
  return [...families];
}
