import { createHash } from 'node:crypto';
import type { Random } from '../../../core/application/Random';
import type { SessionId, UserId } from '../../../core/domain/ids';
import type { Database } from '../../../core/infrastructure/database/Database';
import type { OneTimeTokens, TokenOwner, TokenPurpose } from '../application/OneTimeTokens';

const LIFE: Readonly<Record<TokenPurpose, string>> = {
  'reset-password': '1 hour',
  'verify-email': '3 days',
  'change-email': '1 hour',
};
const CLAIM = '30 seconds';

export class SqlOneTimeTokens implements OneTimeTokens {
  constructor(
    private readonly database: Database,
    private readonly random: Random,
  ) {}

  async issue(purpose: TokenPurpose, { userId, email, sessionId }: TokenOwner): Promise<string> {
    await this.revokeAll(userId, purpose);
    const token = this.random.secret();
    await this.database.write(
      `INSERT INTO one_time_tokens (hash, purpose, user_id, email, session_id, expires_at)
       VALUES ($1, $2, $3, $4, $5, now() + $6::interval)`,
      [hashOf(token), purpose, userId, email, sessionId ?? null, LIFE[purpose]],
    );
    return token;
  }

  /** Counted under a lock, in a statement of its own, so that it shows what the previous holder issued. */
  async issuedLastHour(purpose: TokenPurpose, userId: UserId): Promise<number> {
    await this.database.rows('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [
      `one-time-token:${purpose}:${userId}`,
    ]);
    const [row] = await this.database.rows<{ issued: number }>(
      `SELECT count(*)::int AS issued FROM one_time_tokens
       WHERE user_id = $1 AND purpose = $2 AND created_at > now() - interval '1 hour'`,
      [userId, purpose],
    );
    return row?.issued ?? 0;
  }

  claim(purpose: TokenPurpose, token: string): Promise<TokenOwner | null> {
    return this.take(
      `claimed_until = now() + interval '${CLAIM}'`,
      'AND coalesce(claimed_until, now()) <= now()',
      purpose,
      token,
    );
  }

  async release(token: string): Promise<void> {
    await this.database.write('UPDATE one_time_tokens SET claimed_until = NULL WHERE hash = $1', [
      hashOf(token),
    ]);
  }

  consume(purpose: TokenPurpose, token: string): Promise<TokenOwner | null> {
    return this.take('consumed_at = now()', '', purpose, token);
  }

  async revokeAll(userId: UserId, purpose: TokenPurpose): Promise<void> {
    await this.database.write(
      'UPDATE one_time_tokens SET consumed_at = now() WHERE user_id = $1 AND purpose = $2 AND consumed_at IS NULL',
      [userId, purpose],
    );
  }

  private async take(
    change: string,
    condition: string,
    purpose: TokenPurpose,
    token: string,
  ): Promise<TokenOwner | null> {
    const [row] = await this.database.rows<TokenOwner & { sessionId: SessionId | null }>(
      `UPDATE one_time_tokens SET ${change}
       WHERE hash = $1 AND purpose = $2 AND consumed_at IS NULL AND expires_at > now() ${condition}
       RETURNING user_id AS "userId", email, session_id AS "sessionId"`,
      [hashOf(token), purpose],
    );
    if (!row) return null;
    const { sessionId, ...owner } = row;
    return sessionId === null ? owner : { ...owner, sessionId };
  }
}

/** A plain hash is enough for 256 random bits. */
function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
