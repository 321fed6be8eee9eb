import { Client } from 'pg';
import { SYSTEM_ROLE, WALLED_ROLE } from '../../src/core/infrastructure/database/scopeSettings';

export interface Column {
  readonly name: string;
  readonly type: string;
  readonly nullable: boolean;
  /** `PK`, `FK` and `UK`, as far as the column alone makes them. */
  readonly keys: readonly string[];
}

export interface Policy {
  readonly name: string;
  readonly command: string;
  /** Which rows may be seen and changed; null: not said. */
  readonly using: string | null;
  /** Which rows may be written; null: as `using`. */
  readonly check: string | null;
}

export interface Table {
  readonly name: string;
  readonly comment: string | null;
  /** Row-level security holds for everybody, its owner included. */
  readonly walled: boolean;
  readonly columns: readonly Column[];
  /** Policies for the walled role. */
  readonly policies: readonly Policy[];
  /** What the walled and the system role may do: `SELECT`, `INSERT` …; `UPDATE (name)`: to some columns only. */
  readonly walledMay: readonly string[];
  readonly systemMay: readonly string[];
}

export interface Reference {
  readonly from: string;
  readonly columns: string;
  readonly to: string;
  /** The reference may be empty. */
  readonly optional: boolean;
  /** At most one row refers to the same one. */
  readonly single: boolean;
}

export interface Schema {
  readonly tables: readonly Table[];
  readonly references: readonly Reference[];
}

const COLUMNS = `
  SELECT json_agg(json_build_object('name', a.attname, 'type', t.typname, 'nullable', NOT a.attnotnull,
    'keys', (SELECT coalesce(json_agg(DISTINCT key ORDER BY key DESC), '[]') FROM (
      SELECT CASE k.contype WHEN 'p' THEN 'PK' WHEN 'f' THEN 'FK' ELSE 'UK' END AS key FROM pg_constraint k
      WHERE k.conrelid = c.oid AND a.attnum = ANY(k.conkey) AND k.contype IN ('p', 'f', 'u')
        AND (k.contype <> 'u' OR cardinality(k.conkey) = 1)) AS keys)) ORDER BY a.attnum)
  FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
  WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped`;

const POLICIES = `
  SELECT json_agg(json_build_object('name', policyname, 'command', cmd, 'using', qual, 'check', with_check)
    ORDER BY policyname)
  FROM pg_policies WHERE schemaname = 'public' AND tablename = c.relname AND roles = ARRAY[$1::name]`;

const may = (role: string) => `
  SELECT json_agg(privilege || coalesce(columns, '') ORDER BY position(privilege IN 'SELECT INSERT UPDATE DELETE'))
  FROM (
    SELECT acl.privilege_type AS privilege, NULL AS columns
    FROM aclexplode(c.relacl) acl WHERE acl.grantee = (SELECT oid FROM pg_roles WHERE rolname = ${role})
    UNION ALL
    SELECT acl.privilege_type, ' (' || string_agg(a.attname, ', ' ORDER BY a.attnum) || ')'
    FROM pg_attribute a, aclexplode(a.attacl) acl WHERE a.attrelid = c.oid AND acl.grantee = (SELECT oid FROM pg_roles WHERE rolname = ${role})
    GROUP BY acl.privilege_type
  ) AS held`;

const TABLES = `
  SELECT c.relname AS name, obj_description(c.oid) AS comment, c.relrowsecurity AND c.relforcerowsecurity AS walled,
    (${COLUMNS}) AS columns,
    coalesce((${POLICIES}), '[]') AS policies,
    coalesce((${may('$1')}), '[]') AS "walledMay",
    coalesce((${may('$2')}), '[]') AS "systemMay"
  FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace ORDER BY c.relname`;

const REFERENCES = `
  SELECT f.conrelid::regclass::text AS "from", f.confrelid::regclass::text AS "to",
    string_agg(a.attname, ', ' ORDER BY a.attnum) AS columns, bool_or(NOT a.attnotnull) AS optional,
    EXISTS (SELECT 1 FROM pg_constraint u WHERE u.conrelid = f.conrelid AND u.contype IN ('p', 'u')
      AND u.conkey <@ f.conkey) AS single
  FROM pg_constraint f JOIN pg_attribute a ON a.attrelid = f.conrelid AND a.attnum = ANY(f.conkey)
  WHERE f.contype = 'f' GROUP BY f.oid, f.conrelid, f.confrelid, f.conkey ORDER BY 1, 3`;

/** What the database holds, in the order of names. */
export async function readSchema(url: string): Promise<Schema> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const tables = await client.query<Table>(TABLES, [WALLED_ROLE, SYSTEM_ROLE]);
    const references = await client.query<Reference>(REFERENCES);
    return { tables: tables.rows, references: references.rows };
  } finally {
    await client.end();
  }
}
