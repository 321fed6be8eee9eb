import { escapeIdentifier, escapeLiteral, type Client } from 'pg';
import { SYSTEM_ROLE, WALLED_ROLE } from './scopeSettings';

/** The login the application connects with. */
export interface Login {
  readonly name: string;
  readonly password: string;
}

/**
 * Lets the application's login take on the walled and the system role, and nothing else: it inherits no
 * privilege, so a statement outside of a unit of work reaches no table. Makes the login when it is missing.
 */
export async function grantLogin(client: Client, login: Login): Promise<void> {
  const name = escapeIdentifier(login.name);
  const { rows } = await client.query<{ exists: boolean }>(
    'SELECT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = $1) AS exists',
    [login.name],
  );
  if (!rows[0]?.exists) {
    await client.query(
      `CREATE ROLE ${name} LOGIN NOINHERIT NOBYPASSRLS PASSWORD ${escapeLiteral(login.password)}`,
    );
  }
  const { rows: held } = await client.query<{ roles: number }>(
    `SELECT count(*)::int AS roles FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid
     JOIN pg_roles l ON l.oid = m.member WHERE l.rolname = $1 AND g.rolname = ANY($2)`,
    [login.name, [WALLED_ROLE, SYSTEM_ROLE]],
  );
  if (held[0]?.roles !== 2) await client.query(`GRANT ${WALLED_ROLE}, ${SYSTEM_ROLE} TO ${name}`);
}
