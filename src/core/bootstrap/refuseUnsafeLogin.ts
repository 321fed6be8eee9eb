import { connectClient, type ClientOptions } from '../infrastructure/database/connectClient';

/** What the login can do by itself, or by taking on any role it is a member of. */
const POWERS = `
  WITH roles AS (SELECT oid, rolsuper, rolbypassrls FROM pg_roles WHERE pg_has_role(oid, 'MEMBER'))
  SELECT EXISTS (SELECT 1 FROM roles WHERE rolsuper OR rolbypassrls) AS bypasses,
    EXISTS (SELECT 1 FROM pg_class c WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace
      AND pg_has_role(c.relowner, 'MEMBER')) AS owns,
    EXISTS (SELECT 1 FROM roles, unnest(ARRAY['audit_log', 'audit_chain']) audit
      WHERE has_table_privilege(oid, audit, 'DELETE, TRUNCATE')
        OR has_any_column_privilege(oid, audit, 'UPDATE')) AS "editsAudit",
    has_table_privilege('users', 'SELECT') AS inherits`;

export const SAFE_LOGIN = 'use a plain NOINHERIT login there, and the owner in DB_MIGRATION_URL';

interface Powers {
  readonly bypasses: boolean;
  readonly owns: boolean;
  readonly editsAudit: boolean;
  readonly inherits: boolean;
}

/**
 * In production the application's login must not be able to get around row-level security or to change the
 * audit log. @throws Error in one sentence with the remedy.
 */
export async function refuseUnsafeLogin(login: ClientOptions): Promise<void> {
  const faults = await powersTooMany(login);
  if (faults.length === 0) return;
  throw new Error(`The database role of DATABASE_URL ${faults.join(' and ')}: ${SAFE_LOGIN}.`);
}

/** What the login may do and must not, as predicates: "owns the tables". The schema is there. */
export async function powersTooMany(login: ClientOptions): Promise<string[]> {
  const client = await connectClient(login);
  try {
    const { rows } = await client.query<Powers>(POWERS);
    return faultsOf(rows[0] as Powers);
  } finally {
    await client.end();
  }
}

function faultsOf({ bypasses, owns, editsAudit, inherits }: Powers): string[] {
  const faults = [
    ...(bypasses ? ['is a superuser or may bypass row-level security'] : []),
    ...(owns ? ['owns the tables'] : []),
    ...(editsAudit ? ['may change the audit log'] : []),
  ];
  return faults.length === 0 && inherits ? ['reaches tables without taking on a role'] : faults;
}
