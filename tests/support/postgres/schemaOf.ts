import { query } from './query';

const LINES = `
  WITH tables AS (SELECT * FROM pg_class WHERE relnamespace = 'public'::regnamespace)
  SELECT 'relation ' || relname || ' ' || relkind::text || relrowsecurity || relforcerowsecurity
    || coalesce(relacl, acldefault('r', relowner))::text AS line FROM tables
  UNION ALL SELECT 'column ' || t.relname || '.' || attname || ' ' || format_type(atttypid, atttypmod) || attnotnull
      || attidentity::text || coalesce(pg_get_expr(adbin, adrelid), '') || coalesce(attacl::text, '')
    FROM pg_attribute a JOIN tables t ON t.oid = attrelid LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
    WHERE attnum > 0 AND NOT attisdropped
  UNION ALL SELECT 'constraint ' || t.relname || '.' || conname || ' ' || pg_get_constraintdef(c.oid)
    FROM pg_constraint c JOIN tables t ON t.oid = conrelid
  UNION ALL SELECT 'index ' || indexdef FROM pg_indexes WHERE schemaname = 'public'
  UNION ALL SELECT 'policy ' || p::text FROM pg_policies p WHERE schemaname = 'public'
  UNION ALL SELECT 'function ' || pg_get_functiondef(oid) || coalesce(proacl::text, '') FROM pg_proc
    WHERE pronamespace = 'public'::regnamespace
  UNION ALL SELECT 'trigger ' || pg_get_triggerdef(g.oid) FROM pg_trigger g JOIN tables t ON t.oid = tgrelid
    WHERE NOT tgisinternal
  UNION ALL SELECT 'comment ' || t.relname || objsubid || description FROM pg_description JOIN tables t ON t.oid = objoid
  UNION ALL SELECT 'schema ' || nspacl::text FROM pg_namespace WHERE nspname = 'public'`;

/** Everything a migration can change in the schema, one line each, in an order of its own. */
export async function schemaOf(url: string): Promise<string[]> {
  const rows = await query<{ line: string }>(url, LINES);
  return rows.map(({ line }) => line).sort();
}
