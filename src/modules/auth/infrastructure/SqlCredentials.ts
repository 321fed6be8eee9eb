import type { UserId } from '../../../core/domain/ids';
import type { Database } from '../../../core/infrastructure/database/Database';
import type { Credential, Credentials } from '../application/Credentials';

/** One statement for known and unknown addresses alike: account, hash and second factor in one look. */
const FIND = `
  SELECT u.id AS "userId", u.status = 'active' AS "isActive", c.password_hash AS "passwordHash",
    c.changed_at::text AS revision, f.confirmed_at IS NOT NULL AS "hasMfa"
  FROM users u LEFT JOIN credentials c ON c.user_id = u.id LEFT JOIN totp_factors f ON f.user_id = u.id
  WHERE u.deleted_at IS NULL AND `;

export class SqlCredentials implements Credentials {
  constructor(private readonly database: Database) {}

  async byEmail(email: string): Promise<Credential | null> {
    const [row] = await this.database.rows<Credential>(`${FIND} u.email = $1`, [email]);
    return row ?? null;
  }

  async byUser(userId: UserId): Promise<Credential | null> {
    const [row] = await this.database.rows<Credential>(`${FIND} u.id = $1`, [userId]);
    return row ?? null;
  }

  async isCurrent({ userId, revision }: Credential): Promise<boolean> {
    const current = await this.database.rows(
      'SELECT user_id FROM credentials WHERE user_id = $1 AND changed_at = $2::timestamptz FOR UPDATE',
      [userId, revision],
    );
    return current.length > 0;
  }

  async set(userId: UserId, passwordHash: string): Promise<void> {
    await this.database.write(
      `INSERT INTO credentials (user_id, password_hash) VALUES ($1, $2)
       ON CONFLICT (user_id) DO UPDATE SET password_hash = EXCLUDED.password_hash, changed_at = now()`,
      [userId, passwordHash],
    );
  }

  async outdate(userId: UserId): Promise<void> {
    await this.database.write('UPDATE credentials SET changed_at = now() WHERE user_id = $1', [userId]);
  }

  async upgrade(userId: UserId, from: string, to: string): Promise<void> {
    await this.database.write(
      'UPDATE credentials SET password_hash = $3 WHERE user_id = $1 AND password_hash = $2',
      [userId, from, to],
    );
  }
}
