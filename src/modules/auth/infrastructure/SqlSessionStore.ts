import type { RequestContext } from '../../../core/application/RequestContext';
import { asId, type SessionId, type UserId, type WorkspaceId } from '../../../core/domain/ids';
import type { Database } from '../../../core/infrastructure/database/Database';
import type { EndReason, LockedToken, NewSession, Rotation, SessionStore } from '../application/SessionStore';

/** Most live sessions of one account; the next sign-in ends the oldest. */
const MOST_SESSIONS = 50;
const ABSOLUTE_LIFE = '30 days';
const GRACE = '10 seconds';

const EXPIRY = `least(now() + make_interval(secs => $2), ends_at)`;

/** Read in a statement of its own once the session is locked, so that it shows what the previous holder wrote. */
const LOCKED_TOKEN = `
  SELECT s.id AS "sessionId", s.user_id AS "userId", s.workspace_id AS "workspaceId", s.expires_at AS "expiresAt",
    s.ended_at IS NOT NULL AS "sessionEnded",
    t.expires_at <= now() OR s.expires_at <= now() AS expired,
    t.rotated_at IS NOT NULL AS rotated,
    coalesce(t.rotated_at > now() - interval '${GRACE}' AND t.successor_salt IS NOT NULL, false) AS repeatable,
    t.successor_salt AS salt
  FROM refresh_tokens t JOIN sessions s ON s.id = t.session_id WHERE t.hash = $1`;

export class SqlSessionStore implements SessionStore {
  constructor(
    private readonly database: Database,
    private readonly context: RequestContext,
    private readonly ttlSeconds: number,
  ) {}

  async start({ id, userId, workspaceId, tokenHash }: NewSession): Promise<Date> {
    const caller = this.context.current();
    const [row] = await this.database.rows<{ expiresAt: Date }>(
      `INSERT INTO sessions (id, user_id, workspace_id, ip, user_agent, expires_at, ends_at)
       SELECT $1, $3, $4, $5, $6, ${EXPIRY}, ends_at FROM (SELECT now() + interval '${ABSOLUTE_LIFE}' AS ends_at) AS life
       RETURNING expires_at AS "expiresAt"`,
      [id, this.ttlSeconds, userId, workspaceId, caller?.ip ?? null, caller?.userAgent ?? null],
    );
    await this.addToken(id, tokenHash);
    return (row as { expiresAt: Date }).expiresAt;
  }

  async lock(tokenHash: Buffer): Promise<LockedToken | null> {
    await this.database.rows(
      'SELECT id FROM sessions WHERE id = (SELECT session_id FROM refresh_tokens WHERE hash = $1) FOR UPDATE',
      [tokenHash],
    );
    const [row] = await this.database.rows<LockedToken>(LOCKED_TOKEN, [tokenHash]);
    return row ?? null;
  }

  async rotate({ sessionId, parentHash, salt, successorHash }: Rotation): Promise<Date> {
    await this.database.write('UPDATE refresh_tokens SET successor_salt = NULL WHERE successor_hash = $1', [
      parentHash,
    ]);
    await this.database.write(
      'UPDATE refresh_tokens SET rotated_at = now(), successor_hash = $2, successor_salt = $3 WHERE hash = $1',
      [parentHash, successorHash, salt],
    );
    const [row] = await this.database.rows<{ expiresAt: Date }>(
      `UPDATE sessions SET last_used_at = now(), expires_at = ${EXPIRY} WHERE id = $1
       RETURNING expires_at AS "expiresAt"`,
      [sessionId, this.ttlSeconds],
    );
    await this.addToken(sessionId, successorHash);
    return (row as { expiresAt: Date }).expiresAt;
  }

  async entered(id: SessionId, workspaceId: WorkspaceId | null): Promise<void> {
    await this.database.write('UPDATE sessions SET workspace_id = $2 WHERE id = $1', [id, workspaceId]);
  }

  end(ids: readonly SessionId[], reason: EndReason): Promise<SessionId[]> {
    return this.endWhere('id = ANY($2::uuid[])', reason, [ids]);
  }

  endMine(userId: UserId, id: SessionId): Promise<SessionId[]> {
    return this.endWhere('user_id = $2 AND id = $3', 'revoked', [userId, id]);
  }

  endAllOf(userId: UserId, reason: EndReason, except?: SessionId): Promise<SessionId[]> {
    return this.endWhere('user_id = $2 AND id IS DISTINCT FROM $3', reason, [userId, except ?? null]);
  }

  evict(userId: UserId): Promise<SessionId[]> {
    const beyond = `id IN (SELECT id FROM sessions WHERE user_id = $2 AND ended_at IS NULL AND expires_at > now()
      ORDER BY created_at DESC, id DESC OFFSET ${MOST_SESSIONS})`;
    return this.endWhere(beyond, 'evicted', [userId]);
  }

  async bearer(tokenHash: Buffer): Promise<{ sessionId: SessionId; userId: UserId; isLive: boolean } | null> {
    const [row] = await this.database.rows<{ sessionId: SessionId; userId: UserId; isLive: boolean }>(
      `SELECT s.id AS "sessionId", s.user_id AS "userId", s.ended_at IS NULL AND s.expires_at > now() AS "isLive"
       FROM refresh_tokens t JOIN sessions s ON s.id = t.session_id WHERE t.hash = $1`,
      [tokenHash],
    );
    return row ?? null;
  }

  async forgetSalts(): Promise<void> {
    await this.database.write(
      `UPDATE refresh_tokens SET successor_salt = NULL
       WHERE successor_salt IS NOT NULL AND rotated_at < now() - interval '${GRACE}'`,
    );
  }

  private async addToken(sessionId: SessionId, hash: Buffer): Promise<void> {
    await this.database.write(
      `INSERT INTO refresh_tokens (hash, session_id, expires_at) VALUES ($1, $2, now() + make_interval(secs => $3))`,
      [hash, sessionId, this.ttlSeconds],
    );
  }

  private async endWhere(condition: string, reason: EndReason, values: unknown[]): Promise<SessionId[]> {
    const rows = await this.database.rows<{ id: string }>(
      `UPDATE sessions SET ended_at = now(), end_reason = $1 WHERE ended_at IS NULL AND ${condition} RETURNING id`,
      [reason, ...values],
    );
    return rows.map(({ id }) => asId<'session'>(id));
  }
}
