import { randomUUID } from 'node:crypto';
import { asId } from '../../../src/core/domain/ids';
import type { AccessTokens } from '../../../src/modules/auth/application/AccessTokens';

export type Sql = <Row extends object>(text: string, values?: unknown[]) => Promise<Row[]>;

/** Somebody verified who is signed in. */
export interface Racer {
  readonly id: string;
  readonly sid: string;
  readonly email: string;
  readonly accessToken: string;
}

const ROWS = `jsonb_to_recordset($1::jsonb) AS p(id uuid, sid uuid, email text)`;

/** So many people with a session each, without a call: all have the password of the one account there is. */
export async function seedPeople(sql: Sql, tokens: AccessTokens, many: number): Promise<Racer[]> {
  const people = Array.from({ length: many }, () => {
    const [id, sid] = [randomUUID(), randomUUID()];
    return { id, sid, email: `racer.${id}@example.com` };
  });
  const rows = JSON.stringify(people);
  await sql(
    `INSERT INTO users (id, email, first_name, last_name, email_verified)
     SELECT id, email, 'Ann', 'Smith', true FROM ${ROWS}`,
    [rows],
  );
  await sql(
    `INSERT INTO credentials (user_id, password_hash)
     SELECT p.id, (SELECT min(password_hash) FROM credentials) FROM ${ROWS}`,
    [rows],
  );
  await sql(
    `INSERT INTO sessions (id, user_id, expires_at, ends_at)
     SELECT sid, id, now() + interval '7 days', now() + interval '30 days' FROM ${ROWS}`,
    [rows],
  );
  return people.map((person) => ({ ...person, accessToken: tokenOf(tokens, person) }));
}

function tokenOf(tokens: AccessTokens, { id, sid, email }: Omit<Racer, 'accessToken'>): string {
  const facts = { userId: asId<'user'>(id), sid: asId<'session'>(sid), workspaceId: null, email, role: null };
  return tokens.issue(facts).accessToken;
}
