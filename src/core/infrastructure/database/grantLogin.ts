import { escapeIdentifier, escapeLiteral, type Client } from 'pg';
import { SYSTEM_ROLE, WALLED_ROLE } from './scopeSettings';

/** The login the application connects with. */
export interface Login {
  readonly name: string;
  readonly password: string;
}

/** Which of the two roles it may take on, and since PostgreSQL 16 whether it has their privileges without doing so. */
const GRANTED = `
  SELECT count(DISTINCT g.rolname)::int AS roles,
    coalesce(bool_or((to_jsonb(m) ->> 'inherit_option')::boolean), false) AS inherits
  FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid JOIN pg_roles l ON l.oid = m.member
  WHERE l.rolname = $1 AND g.rolname = ANY($2)`;

/**
 * Lets the application's login take on the walled and the system role, and nothing else: it inherits no
 * privilege, so a statement outside of a unit of work reaches no table. Makes the login when it is missing.
 */
export async function grantLogin(client: Client, login: Login): Promise<void> {
  const name = escapeIdentifier(login.name);
  const { rows } = await client.query<{ exists: boolean; version: number }>(
    `SELECT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = $1) AS exists,
       current_setting('server_version_num')::int AS version`,
    [login.name],
  );
  if (!rows[0]?.exists) {
    await client.query(
      `CREATE ROLE ${name} LOGIN NOINHERIT NOBYPASSRLS PASSWORD ${escapeLiteral(login.password)}`,
    );
  }
  const { rows: granted } = await client.query<{ roles: number; inherits: boolean }>(GRANTED, [
    login.name,
    [WALLED_ROLE, SYSTEM_ROLE],
  ]);
  if (granted[0]?.roles === 2 && !granted[0].inherits) return;
  const perGrant = (rows[0]?.version ?? 0) >= 160_000 ? 'WITH INHERIT FALSE, SET TRUE' : '';
  await client.query(`GRANT ${WALLED_ROLE}, ${SYSTEM_ROLE} TO ${name} ${perGrant}`);
}
