import { createHash } from 'node:crypto';
import type { UserId } from '../../../core/domain/ids';
import type { Database } from '../../../core/infrastructure/database/Database';
import type { RecoveryCodes } from '../application/RecoveryCodes';

export class SqlRecoveryCodes implements RecoveryCodes {
  constructor(private readonly database: Database) {}

  async replace(userId: UserId, codes: readonly string[]): Promise<void> {
    await this.database.write('DELETE FROM recovery_codes WHERE user_id = $1', [userId]);
    await this.database.write(
      'INSERT INTO recovery_codes (user_id, hash) SELECT $1::uuid, unnest($2::bytea[])',
      [userId, codes.map(hashOf)],
    );
  }

  async isOpen(userId: UserId, code: string): Promise<boolean> {
    const rows = await this.database.rows(
      'SELECT user_id FROM recovery_codes WHERE user_id = $1 AND hash = $2 AND used_at IS NULL',
      [userId, hashOf(code)],
    );
    return rows.length > 0;
  }

  async use(userId: UserId, code: string): Promise<boolean> {
    const used = await this.database.write(
      'UPDATE recovery_codes SET used_at = now() WHERE user_id = $1 AND hash = $2 AND used_at IS NULL',
      [userId, hashOf(code)],
    );
    return used > 0;
  }

  async left(userId: UserId): Promise<number> {
    const [row] = await this.database.rows<{ left: number }>(
      'SELECT count(*)::int AS left FROM recovery_codes WHERE user_id = $1 AND used_at IS NULL',
      [userId],
    );
    return row?.left ?? 0;
  }
}

/** A plain hash is enough for 80 random bits. */
function hashOf(code: string): Buffer {
  return createHash('sha256').update(code).digest();
}
