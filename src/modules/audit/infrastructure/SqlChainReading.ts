import type { UnitOfWork } from '../../../core/application/UnitOfWork';
import type { Database } from '../../../core/infrastructure/database/Database';
import type { ChainReading, Unlinked } from '../application/ChainReading';
import { PLATFORM_CHAIN, type Head, type RowText } from '../domain/chain';
import type { LinkedRow } from '../domain/ChainCheck';
import { ROW_TEXT } from './rowText';

const SCOPE = { as: 'system', for: 'verifying the audit log' } as const;

const LINKS = `
  SELECT c.chain_id AS "chainId", c.number::float8 AS number, c.entry_id AS "entryId", encode(c.mac, 'hex') AS mac,
    CASE WHEN a.id IS NOT NULL THEN (SELECT to_jsonb(r) FROM (SELECT ${ROW_TEXT}) r) END AS row
  FROM (
    SELECT * FROM audit_chain
    WHERE ($1::uuid IS NULL OR chain_id = $1::uuid) AND (chain_id, number) > ($2::uuid, $3::bigint)
    ORDER BY chain_id, number LIMIT $4
  ) c LEFT JOIN audit_log a ON a.id = c.entry_id
  ORDER BY c.chain_id, c.number`;

/** In one statement, so that a row that gets its link meanwhile is seen before or after that. */
const UNLINKED = `
  WITH batch AS (SELECT * FROM audit_log WHERE id > $2::uuid ORDER BY id LIMIT $3)
  SELECT (SELECT id FROM batch ORDER BY id DESC LIMIT 1) AS last, coalesce((
    SELECT jsonb_agg(to_jsonb(r)) FROM (
      SELECT ${ROW_TEXT}, EXISTS (SELECT 1 FROM audit_unchained u WHERE u.entry_id = a.id) AS "isWaiting"
      FROM batch a
      WHERE NOT EXISTS (SELECT 1 FROM audit_chain c WHERE c.entry_id = a.id)
        AND ($1::uuid IS NULL OR coalesce(a.workspace_id, '${PLATFORM_CHAIN}') = $1::uuid)
    ) r), '[]') AS rows`;

const LOST = `
  SELECT u.entry_id AS id FROM audit_unchained u
  WHERE u.entry_id > $1::uuid AND NOT EXISTS (SELECT 1 FROM audit_log a WHERE a.id = u.entry_id)
  ORDER BY u.entry_id LIMIT $2`;

/** From chain to chain over the index, however long they are. */
const HEADS = `
  WITH RECURSIVE chains AS (
    (SELECT chain_id, 1 AS place FROM audit_chain WHERE $1::uuid IS NULL OR chain_id > $1::uuid
      ORDER BY chain_id LIMIT 1)
    UNION ALL
    SELECT n.chain_id, c.place + 1 FROM chains c CROSS JOIN LATERAL (
      SELECT chain_id FROM audit_chain WHERE chain_id > c.chain_id ORDER BY chain_id LIMIT 1) n
    WHERE c.place < $2
  )
  SELECT h.chain_id AS "chainId", h.number::float8 AS number, encode(h.mac, 'hex') AS mac
  FROM chains c CROSS JOIN LATERAL (
    SELECT * FROM audit_chain a WHERE a.chain_id = c.chain_id ORDER BY a.number DESC LIMIT 1) h
  ORDER BY h.chain_id`;

export class SqlChainReading implements ChainReading {
  constructor(
    private readonly database: Database,
    private readonly unit: UnitOfWork,
  ) {}

  links(chainId: string | null, after: Omit<Head, 'mac'> | null, limit: number): Promise<LinkedRow[]> {
    const { chainId: from, number } = after ?? { chainId: PLATFORM_CHAIN, number: 0 };
    return this.rows<LinkedRow>(LINKS, [chainId, from, number, limit]);
  }

  async unlinked(chainId: string | null, after: string | null, limit: number): Promise<Unlinked> {
    const [batch] = await this.rows<{ last: string | null; rows: (RowText & { isWaiting: boolean })[] }>(
      UNLINKED,
      [chainId, after ?? PLATFORM_CHAIN, limit],
    );
    return batch ?? { last: null, rows: [] };
  }

  async lost(after: string | null, limit: number): Promise<string[]> {
    const rows = await this.rows<{ id: string }>(LOST, [after ?? PLATFORM_CHAIN, limit]);
    return rows.map(({ id }) => id);
  }

  heads(after: string | null, limit: number): Promise<Head[]> {
    return this.rows<Head>(HEADS, [after, limit]);
  }

  private rows<Row extends object>(sql: string, values: readonly unknown[]): Promise<Row[]> {
    return this.unit.run(SCOPE, () => this.database.rows<Row>(sql, values));
  }
}
