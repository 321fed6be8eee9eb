import type { SpentRows } from '../../kit/RetentionRule';

/** Up to `$1` rows whose time is over, locked, as `ctid`. It waits for nobody: rows that somebody works on stay. */
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

/** A locked row ends the run from the lowest number on; what lies beyond it stays. */
function pickInOrder(rule: SpentRows, { group, number }: NonNullable<SpentRows['inOrder']>): string {
  const { table } = rule;
  return `
    SELECT first.ctid FROM (
      SELECT ${group}, count(*) AS rows FROM (${oldest(rule, group)}) AS old GROUP BY ${group}
    ) AS due CROSS JOIN LATERAL (
      SELECT free.ctid, free.${number} - row_number() OVER (ORDER BY free.${number}) AS skipped FROM (
        SELECT t.ctid, t.${number} FROM ${table} t WHERE t.${group} = due.${group}
        ORDER BY t.${number} LIMIT due.rows FOR UPDATE SKIP LOCKED
      ) AS free
    ) AS first
    WHERE first.skipped + 1 = (SELECT min(t.${number}) FROM ${table} t WHERE t.${group} = due.${group})`;
}
