import type { Cache } from '../../../core/application/Cache';
import type { Invalidations } from '../../../core/application/Invalidations';
import type { SessionId, UserId } from '../../../core/domain/ids';
import type { ScopedReader } from '../../../core/infrastructure/database/ScopedReader';
import type { LiveSessions } from '../application/LiveSessions';

const LIVE_SESSION = {
  name: 'live-session',
  text: `SELECT 1 AS live FROM sessions
         WHERE id = $1 AND user_id = $2 AND ended_at IS NULL AND expires_at > now()`,
};

export class CachedLiveSessions implements LiveSessions {
  constructor(
    private readonly reader: ScopedReader,
    private readonly cache: Cache,
    private readonly invalidations: Invalidations,
  ) {}

  async isLive(id: SessionId, userId: UserId): Promise<boolean> {
    const live = await this.cache.through(key(id), async () => {
      const [row] = await this.reader.rows({ as: 'system', for: 'authenticating' }, LIVE_SESSION, [
        id,
        userId,
      ]);
      return row ? { userId } : null;
    });
    return live?.userId === userId;
  }

  ended(ids: readonly SessionId[]): Promise<void> {
    return this.invalidations.drop(ids.map(key));
  }
}

function key(id: SessionId): string {
  return `session:${id}`;
}
