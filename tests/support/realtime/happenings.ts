type Sql = <Row extends object>(text: string, values: unknown[]) => Promise<Row[]>;

const EVENT = `'workspace:updated', jsonb_build_object('name', 'Event ' || n, 'slug', 'acme', 'plan', 'free', 'seatLimit', null)`;

/** So many things happen in a workspace at once, which every member sees alike; the relay finds them by itself. */
export async function happenings(sql: Sql, workspaceId: string, count: number): Promise<void> {
  await sql(
    `INSERT INTO outbox (id, workspace_id, name, payload)
     SELECT gen_random_uuid(), $1, ${EVENT} FROM generate_series(1, $2::int) n`,
    [workspaceId, count],
  );
}

/** So many things happened long ago, and were told. @returns the number of the last */
export async function pastHappenings(sql: Sql, workspaceId: string, count: number): Promise<number> {
  const rows = await sql<{ seq: string }>(
    `WITH head AS (
       INSERT INTO workspace_feeds AS f (workspace_id, head_seq) VALUES ($1, $2::int)
       ON CONFLICT (workspace_id) DO UPDATE SET head_seq = f.head_seq + $2::int RETURNING head_seq
     )
     INSERT INTO outbox (id, workspace_id, seq, name, payload, staged_at, published_at)
     SELECT gen_random_uuid(), $1, head_seq - $2::int + n, ${EVENT}, now(), now()
     FROM head, generate_series(1, $2::int) n ORDER BY n RETURNING seq`,
    [workspaceId, count],
  );
  return Number(rows.at(-1)?.seq);
}

/** The number of the last thing that was numbered. */
export async function headOf(sql: Sql, workspaceId: string): Promise<number> {
  const text = 'SELECT head_seq AS head FROM workspace_feeds WHERE workspace_id = $1';
  const [row] = await sql<{ head: string }>(text, [workspaceId]);
  return Number(row?.head ?? 0);
}

/** 1, 2, 3 … */
export function upTo(last: number, first = 1): number[] {
  return Array.from({ length: last - first + 1 }, (_none, index) => first + index);
}
