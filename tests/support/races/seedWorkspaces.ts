import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Racer, Sql } from './seedPeople';

/** A workspace of those people, all with that role. @returns its id. */
export async function seedWorkspace(
  sql: Sql,
  people: readonly Pick<Racer, 'id'>[],
  role = 'owner',
): Promise<string> {
  const id = randomUUID();
  await sql(`INSERT INTO workspaces (id, name, slug) VALUES ($1, 'Acme', $2)`, [id, `s${id}`]);
  await seedMembers(sql, id, people, role);
  return id;
}

export async function seedMembers(
  sql: Sql,
  workspaceId: string,
  people: readonly Pick<Racer, 'id'>[],
  role: string,
): Promise<void> {
  await sql(
    'INSERT INTO memberships (workspace_id, user_id, role) SELECT $1, id, $2 FROM unnest($3::uuid[]) id',
    [workspaceId, role, people.map(({ id }) => id)],
  );
}

export interface Guest {
  readonly invitationId: string;
  readonly token: string;
  readonly who: Racer;
}

/** Pending invitations of people who have an account. */
export async function seedInvitations(
  sql: Sql,
  workspaceId: string,
  by: Racer,
  people: readonly Racer[],
): Promise<Guest[]> {
  const guests = people.map((who) => ({ invitationId: randomUUID(), token: secret(), who }));
  const rows = guests.map(({ invitationId, token, who }) => ({
    id: invitationId,
    email: who.email,
    hash: createHash('sha256').update(token).digest('hex'),
  }));
  await sql(
    `INSERT INTO invitations (id, workspace_id, email, role, status, invited_by, token_hash, expires_at, created_at)
     SELECT id, $2, email, 'member', 'pending', $3, decode(hash, 'hex'), now() + interval '7 days', now()
     FROM jsonb_to_recordset($1::jsonb) AS p(id uuid, email text, hash text)`,
    [JSON.stringify(rows), workspaceId, by.id],
  );
  return guests;
}

/** Somebody each of whom asked for that address: the token they were mailed. */
export async function seedEmailChanges(sql: Sql, people: readonly Racer[], email: string): Promise<string[]> {
  const asked = people.map(({ id, sid }) => ({ id, sid, token: secret() }));
  const rows = asked.map(({ token, ...who }) => ({
    ...who,
    hash: createHash('sha256').update(token).digest('hex'),
  }));
  await sql(
    `INSERT INTO one_time_tokens (hash, purpose, user_id, email, session_id, expires_at)
     SELECT decode(hash, 'hex'), 'change-email', id, $2, sid, now() + interval '1 hour'
     FROM jsonb_to_recordset($1::jsonb) AS p(id uuid, sid uuid, hash text)`,
    [JSON.stringify(rows), email],
  );
  return asked.map(({ token }) => token);
}

function secret(): string {
  return randomBytes(32).toString('base64url');
}
