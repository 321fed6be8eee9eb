import type { Page } from '../../../core/application/Page';
import type { UserId } from '../../../core/domain/ids';
import type { ScopedReader } from '../../../core/infrastructure/database/ScopedReader';
import type { MySessions, SessionEntry } from '../application/MySessions';

const MY_SESSIONS = {
  name: 'my-sessions',
  text: `SELECT id, ip, user_agent AS "userAgent", created_at AS "createdAt", last_used_at AS "lastUsedAt",
           expires_at AS "expiresAt"
         FROM sessions
         WHERE user_id = $1 AND ended_at IS NULL AND expires_at > now() AND ($2::uuid IS NULL OR id < $2)
         ORDER BY id DESC LIMIT $3`,
};

export class SqlMySessions implements MySessions {
  constructor(private readonly reader: ScopedReader) {}

  list(userId: UserId, { after, limit }: Page): Promise<SessionEntry[]> {
    return this.reader.rows({ as: 'account', userId }, MY_SESSIONS, [userId, after, limit]);
  }
}
