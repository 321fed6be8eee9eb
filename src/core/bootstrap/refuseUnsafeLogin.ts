import { Client } from 'pg';

const POWERS = `
  SELECT r.rolsuper OR r.rolbypassrls AS bypasses,
    EXISTS (SELECT 1 FROM pg_class c WHERE c.relname = 'users' AND c.relnamespace = 'public'::regnamespace
      AND pg_has_role(c.relowner, 'MEMBER')) AS owns,
    has_table_privilege('audit_log', 'UPDATE') OR has_table_privilege('audit_log', 'DELETE') AS "editsAudit"
  FROM pg_roles r WHERE r.rolname = current_user`;

interface Powers {
  readonly bypasses: boolean;
  readonly owns: boolean;
  readonly editsAudit: boolean;
}

/**
 * In production the application's login must not be able to get around row-level security or to change the
 * audit log. @throws Error in one sentence with the remedy.
 */
export async function refuseUnsafeLogin(
  url: string,
  ssl: false | { readonly rejectUnauthorized: boolean },
): Promise<void> {
  const client = new Client({ connectionString: url, ssl });
  await client.connect();
  try {
    const { rows } = await client.query<Powers>(POWERS);
    const powers = rows[0];
    const faults = [
      ...(powers?.bypasses ? ['is a superuser or may bypass row-level security'] : []),
      ...(powers?.owns ? ['owns the tables'] : []),
      ...(powers?.editsAudit ? ['may change the audit log'] : []),
    ];
    if (faults.length === 0) return;
    throw new Error(
      `The database role of DATABASE_URL ${faults.join(' and ')}: use a plain login there, and the owner in DB_MIGRATION_URL.`,
    );
  } finally {
    await client.end();
  }
}
