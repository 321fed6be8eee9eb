import type { Pool } from 'pg';
import { WALLED_ROLE } from '../../src/core/infrastructure/database/scopeSettings';

export interface Column {
  readonly name: string;
  /** As `pg_type` calls it: `uuid`, `text`, `int4`, `_text` … */
  readonly type: string;
  readonly nullable: boolean;
  /** The database fills it by itself. */
  readonly filled: boolean;
  /** The values that a check or an enumeration allows; empty: any. */
  readonly values: readonly string[];
  /** What the walled role may do with it. */
  readonly readable: boolean;
  readonly writable: boolean;
}

export interface Reference {
  readonly to: string;
  /** Column here → column there. */
  readonly columns: Readonly<Record<string, string>>;
}

export interface Table {
  readonly name: string;
  readonly isView: boolean;
  readonly columns: readonly Column[];
  readonly key: readonly string[];
  readonly references: readonly Reference[];
  /** Row-level security is on, for the owner of the table too. */
  readonly isWalled: boolean;
  /** Policies that speak of the walled role. */
  readonly policies: number;
  /** What the walled role may do: SELECT, INSERT … */
  readonly grants: readonly string[];
}

export interface DefinerFunction {
  readonly name: string;
  readonly types: readonly string[];
}

const COLUMNS = `
  SELECT json_agg(json_build_object('name', a.attname, 'type', t.typname, 'nullable', NOT a.attnotnull,
    'filled', a.atthasdef OR a.attidentity <> '',
    'readable', has_column_privilege($1, c.oid, a.attnum, 'SELECT'),
    'writable', has_column_privilege($1, c.oid, a.attnum, 'UPDATE') AND a.attidentity <> 'a' AND a.attgenerated = '',
    'values', coalesce((SELECT json_agg(e.enumlabel ORDER BY e.enumsortorder) FROM pg_enum e WHERE e.enumtypid = t.oid),
      (SELECT json_agg(found[1]) FROM pg_constraint k,
         regexp_matches(pg_get_constraintdef(k.oid), '''([^'']*)''::(?:text|character varying)', 'g') AS found
       WHERE k.conrelid = c.oid AND k.contype = 'c' AND k.conkey = ARRAY[a.attnum]
         AND pg_get_constraintdef(k.oid) ~ '^CHECK \\(\\(+"?\\w+"? = (ANY|''|\\()'), '[]')
  ) ORDER BY a.attnum)
  FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
  WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped`;

const REFERENCES = `
  SELECT json_agg(json_build_object('to', p.relname, 'columns',
    (SELECT json_object_agg(here.attname, there.attname)
     FROM unnest(k.conkey, k.confkey) AS pair(here, there)
     JOIN pg_attribute here ON here.attrelid = k.conrelid AND here.attnum = pair.here
     JOIN pg_attribute there ON there.attrelid = k.confrelid AND there.attnum = pair.there)))
  FROM pg_constraint k JOIN pg_class p ON p.oid = k.confrelid
  WHERE k.conrelid = c.oid AND k.contype = 'f'`;

const TABLES = `
  SELECT c.relname AS name, c.relkind IN ('v', 'm') AS "isView",
    (${COLUMNS}) AS columns,
    coalesce((SELECT json_agg(a.attname) FROM pg_constraint k
      JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = ANY (k.conkey)
      WHERE k.conrelid = c.oid AND k.contype = 'p'), '[]') AS key,
    coalesce((${REFERENCES}), '[]') AS references,
    c.relrowsecurity AND c.relforcerowsecurity AS "isWalled",
    (SELECT count(*)::int FROM pg_policy p WHERE p.polrelid = c.oid
      AND (p.polroles = '{0}' OR $1::regrole = ANY (p.polroles))) AS policies,
    (SELECT coalesce(json_agg(may), '[]') FROM unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']) AS may
      WHERE CASE WHEN may = 'DELETE' THEN has_table_privilege($1, c.oid, may)
        ELSE has_any_column_privilege($1, c.oid, may) END) AS grants
  FROM pg_class c
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm') AND NOT c.relispartition
  ORDER BY c.relname`;

/** Functions that look past the wall, and that the walled role may call. */
const FUNCTIONS = `
  SELECT p.proname AS name,
    (SELECT coalesce(json_agg(t.typname ORDER BY arg.at), '[]')
     FROM unnest(p.proargtypes) WITH ORDINALITY AS arg(type, at) JOIN pg_type t ON t.oid = arg.type) AS types
  FROM pg_proc p
  WHERE p.pronamespace = 'public'::regnamespace AND p.prosecdef AND p.prorettype <> 'trigger'::regtype
    AND has_function_privilege($1, p.oid, 'EXECUTE')
  ORDER BY 1`;

export async function readTables(admin: Pool): Promise<Table[]> {
  return (await admin.query<Table>(TABLES, [WALLED_ROLE])).rows;
}

export async function readDefinerFunctions(admin: Pool): Promise<DefinerFunction[]> {
  return (await admin.query<DefinerFunction>(FUNCTIONS, [WALLED_ROLE])).rows;
}

export function has({ columns }: Table, name: string): boolean {
  return columns.some((column) => column.name === name);
}
