import type { UserId } from '../../../core/domain/ids';
import type { Database } from '../../../core/infrastructure/database/Database';
import type { Preferences } from '../application/Preferences';
import type { Choice } from '../domain/preferences';

const OF = 'SELECT kind_group AS "group", channel, enabled FROM notification_preferences WHERE user_id = $1';

/** In the order of the key, so that two who choose at once wait for one another in turn. */
const CHOOSE = `
  INSERT INTO notification_preferences (user_id, kind_group, channel, enabled)
  SELECT $1, r."group", r.channel, r.enabled
  FROM jsonb_to_recordset($2::jsonb) AS r("group" text, channel text, enabled boolean)
  ORDER BY r."group", r.channel
  ON CONFLICT (user_id, kind_group, channel) DO UPDATE SET enabled = EXCLUDED.enabled`;

export class SqlPreferences implements Preferences {
  constructor(private readonly database: Database) {}

  of(userId: UserId): Promise<Choice[]> {
    return this.database.rows(OF, [userId]);
  }

  async choose(userId: UserId, choices: readonly Choice[]): Promise<void> {
    await this.database.write(CHOOSE, [userId, JSON.stringify(choices)]);
  }
}
