import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { SystemClock } from '../../src/core/infrastructure/system/SystemClock';
import { asId } from '../../src/core/domain/ids';
import { BcryptPasswordHasher } from '../../src/modules/auth/infrastructure/BcryptPasswordHasher';
import { JwtAccessTokens } from '../../src/modules/auth/infrastructure/JwtAccessTokens';
import { PasswordWorkers } from '../../src/modules/auth/infrastructure/PasswordWorkers';

export interface SeededPerson {
  readonly email: string;
  readonly userId: string;
  readonly workspaceId: string;
  readonly accessToken: string;
}

export const PEOPLE = 1_500;
const WORKSPACES = 50;
export const PASSWORD = 'a fine long passphrase';

/** Fifteen hundred people, each signed in, thirty to a workspace. */
export async function seed(
  url: string,
  secrets: { readonly jwtSecret: string; readonly pepper: string },
): Promise<SeededPerson[]> {
  const workspaces = Array.from({ length: WORKSPACES }, () => randomUUID());
  const people = Array.from({ length: PEOPLE }, (_, at) => ({
    userId: randomUUID(),
    sid: randomUUID(),
    email: `person${at}@example.com`,
    workspaceId: workspaces[at % WORKSPACES] as string,
  }));
  await insert(url, workspaces, people, await hash(secrets.pepper));
  const tokens = new JwtAccessTokens(
    { secret: secrets.jwtSecret, ttl: '24h', ttlSeconds: 86_400 },
    new SystemClock(),
  );
  return people.map(({ userId, sid, email, workspaceId }) => ({
    email,
    userId,
    workspaceId,
    accessToken: tokens.issue({
      userId: asId<'user'>(userId),
      sid: asId<'session'>(sid),
      workspaceId: asId<'workspace'>(workspaceId),
      email,
      role: 'member',
    }).accessToken,
  }));
}

async function hash(pepper: string): Promise<string> {
  const workers = new PasswordWorkers({ debug() {}, info() {}, warn() {}, error() {} });
  const stored = await new BcryptPasswordHasher(workers, pepper, 12).hash(PASSWORD);
  await workers.close();
  return stored;
}

async function insert(
  url: string,
  workspaces: string[],
  people: object[],
  passwordHash: string,
): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const rows = `jsonb_to_recordset($1::jsonb) AS p("userId" uuid, sid uuid, email text, "workspaceId" uuid)`;
  const everybody = JSON.stringify(people);
  await client.query(
    `INSERT INTO workspaces (id, name, slug) SELECT id, 'Acme', id::text FROM unnest($1::uuid[]) id`,
    [workspaces],
  );
  await client.query(
    `INSERT INTO users (id, email, first_name, last_name, email_verified)
     SELECT "userId", email, 'Ann', 'Smith', true FROM ${rows}`,
    [everybody],
  );
  await client.query(
    `INSERT INTO memberships (workspace_id, user_id, role) SELECT "workspaceId", "userId", 'member' FROM ${rows}`,
    [everybody],
  );
  await client.query(
    `INSERT INTO sessions (id, user_id, workspace_id, expires_at, ends_at)
     SELECT sid, "userId", "workspaceId", now() + interval '7 days', now() + interval '30 days' FROM ${rows}`,
    [everybody],
  );
  await client.query(`INSERT INTO credentials (user_id, password_hash) SELECT "userId", $2 FROM ${rows}`, [
    everybody,
    passwordHash,
  ]);
  await insertRoles(client, workspaces, everybody, rows);
  await client.query('ANALYZE');
  await client.end();
}

/** One custom role in each workspace, which everybody there has. */
async function insertRoles(
  client: Client,
  workspaces: string[],
  everybody: string,
  rows: string,
): Promise<void> {
  await client.query(
    `INSERT INTO roles (workspace_id, id, name, name_key) SELECT id, id, 'Auditor', 'auditor' FROM unnest($1::uuid[]) id`,
    [workspaces],
  );
  await client.query(
    `INSERT INTO role_permissions (workspace_id, role_id, permission) SELECT id, id, 'audit.read' FROM unnest($1::uuid[]) id`,
    [workspaces],
  );
  await client.query(
    `INSERT INTO user_roles (workspace_id, user_id, role_id) SELECT "workspaceId", "userId", "workspaceId" FROM ${rows}`,
    [everybody],
  );
}
