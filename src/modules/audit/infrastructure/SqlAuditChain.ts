import type { Database } from '../../../core/infrastructure/database/Database';
import type { AuditChain } from '../application/AuditChain';
import type { Head, Link, RowText } from '../domain/chain';
import { ROW_TEXT } from './rowText';

const HEADS = `
  SELECT h.chain_id AS "chainId", h.number::float8 AS number, encode(h.mac, 'hex') AS mac
  FROM unnest($1::uuid[]) AS wanted(chain_id) CROSS JOIN LATERAL (
    SELECT * FROM audit_chain c WHERE c.chain_id = wanted.chain_id ORDER BY c.number DESC LIMIT 1) h`;

const APPEND = `
  WITH links AS (
    SELECT * FROM jsonb_to_recordset($1::jsonb) AS l("chainId" uuid, number bigint, "entryId" uuid, mac text)
  ), taken AS (
    DELETE FROM audit_unchained u USING links l WHERE u.entry_id = l."entryId"
  )
  INSERT INTO audit_chain (chain_id, number, entry_id, mac)
  SELECT "chainId", number, "entryId", decode(mac, 'hex') FROM links`;

export class SqlAuditChain implements AuditChain {
  constructor(private readonly database: Database) {}

  async takeTurn(): Promise<boolean> {
    const [turn] = await this.database.rows<{ mine: boolean }>(
      `SELECT pg_try_advisory_xact_lock(hashtextextended('portico audit chain', 0)) AS mine`,
    );
    return turn?.mine ?? false;
  }

  waiting(limit: number): Promise<RowText[]> {
    return this.database.rows(
      `SELECT ${ROW_TEXT} FROM audit_unchained u JOIN audit_log a ON a.id = u.entry_id ORDER BY u.entry_id LIMIT $1`,
      [limit],
    );
  }

  heads(chainIds: readonly string[]): Promise<Head[]> {
    return this.database.rows(HEADS, [chainIds]);
  }

  async append(links: readonly Link[]): Promise<void> {
    await this.database.write(APPEND, [JSON.stringify(links)]);
  }
}
