import type { SpentRows } from '../../kit/RetentionRule';

/**
 * Up to `$1` rows whose time is over, locked, as `ctid`. Rows that somebody works on are left for later, except in a
 * series, which would get a gap by it.
 */
export function pickStatement(rule: SpentRows): string {
  return rule.inOrder ? pickInOrder(rule, rule.inOrder) : `${oldest(rule, 'ctid')} FOR UPDATE SKIP LOCKED`;
}

/** A statement of its own: it sees the rows as they were locked, not as they were found. */
export function deleteStatement({ table }: SpentRows): string {
  return `DELETE FROM ${table} WHERE ctid = ANY ($1::tid[])`;
}

function oldest({ table, since, kept, where }: SpentRows, columns: string): string {
  const about = where === undefined ? '' : `${where} AND `;
  return `SELECT ${columns} FROM ${table} WHERE ${about}${since} < now() - interval '${kept}' ORDER BY ${since} LIMIT $1`;
}

function pickInOrder(rule: SpentRows, { group, number }: NonNullable<SpentRows['inOrder']>): string {
  return `
    SELECT first.ctid FROM (
      SELECT ${group}, count(*) AS rows FROM (${oldest(rule, group)}) AS old GROUP BY ${group}
    ) AS due CROSS JOIN LATERAL (
      SELECT t.ctid FROM ${rule.table} t WHERE t.${group} = due.${group}
      ORDER BY t.${number} LIMIT due.rows FOR UPDATE
    ) AS first`;
}
