import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { asId } from '../../src/core/domain/ids';
import { SystemClock } from '../../src/core/infrastructure/system/SystemClock';
import { JwtAccessTokens } from '../../src/modules/auth/infrastructure/JwtAccessTokens';

/** One workspace of so many members, seen by one of them. */
export interface Crowd {
  readonly workspaceId: string;
  readonly accessToken: string;
  /** Of members, to be searched for. */
  readonly names: readonly string[];
}

const INDEX = 'users_search_idx';

/** Written without checks of foreign keys, and the search index built afterwards: a million takes a minute. */
const MEMBERS = `
  WITH people AS (
    INSERT INTO users (id, email, first_name, last_name, email_verified)
    SELECT gen_random_uuid(), left(md5($1::uuid::text || n), 12) || '@example.com', initcap(left(md5('first' || n % 5000), 7)),
      initcap(left(md5('last' || n % 50021), 9)), true
    FROM generate_series(1, $2::int) n RETURNING id)
  INSERT INTO memberships (workspace_id, user_id, role) SELECT $1::uuid, id, 'member' FROM people`;

/** Workspaces of these sizes, in one database. */
export async function seedGrowth(url: string, secret: string, sizes: readonly number[]): Promise<Crowd[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await seedCrowds(client, secret, sizes);
  } finally {
    await client.end();
  }
}

async function seedCrowds(client: Client, secret: string, sizes: readonly number[]): Promise<Crowd[]> {
  const { rows } = await client.query<{ index: string }>(
    `SELECT pg_get_indexdef('${INDEX}'::regclass) AS index`,
  );
  await client.query(`DROP INDEX ${INDEX}`);
  await client.query('SET session_replication_role = replica');
  const crowds: Crowd[] = [];
  for (const size of sizes) crowds.push(await seedCrowd(client, secret, size));
  await client.query(rows[0]?.index ?? '');
  await client.query('VACUUM ANALYZE');
  return crowds;
}

async function seedCrowd(client: Client, secret: string, size: number): Promise<Crowd> {
  const workspaceId = randomUUID();
  await client.query(`INSERT INTO workspaces (id, name, slug) VALUES ($1::uuid, 'Crowd', $1::uuid::text)`, [
    workspaceId,
  ]);
  await client.query(MEMBERS, [workspaceId, size]);
  const { rows } = await client.query<{ id: string; email: string; name: string }>(
    `SELECT u.id, u.email, u.first_name || ' ' || u.last_name AS name
     FROM memberships m JOIN users u ON u.id = m.user_id WHERE m.workspace_id = $1 ORDER BY u.id LIMIT 50`,
    [workspaceId],
  );
  const [reader] = rows;
  if (!reader) throw new Error('Nobody was made');
  const accessToken = await signIn(client, secret, reader);
  return { workspaceId, accessToken, names: rows.map(({ name }) => name) };
}

async function signIn(client: Client, secret: string, who: { id: string; email: string }): Promise<string> {
  const sid = randomUUID();
  await client.query(
    `INSERT INTO sessions (id, user_id, expires_at, ends_at)
     VALUES ($1, $2, now() + interval '7 days', now() + interval '30 days')`,
    [sid, who.id],
  );
  const tokens = new JwtAccessTokens({ secret, ttl: '24h', ttlSeconds: 86_400 }, new SystemClock());
  const facts = { userId: asId<'user'>(who.id), sid: asId<'session'>(sid), email: who.email };
  return tokens.issue({ ...facts, workspaceId: null, role: null }).accessToken;
}
