import type { UserId } from '../../../core/domain/ids';
import type { Database } from '../../../core/infrastructure/database/Database';
import type { NewNotification, Notification, NotificationId } from '../domain/Notification';
import type { NotificationRepository } from '../domain/NotificationRepository';
import { NOTIFICATION } from './notificationColumns';

/** In the order of accounts, so that two deliveries of one event do not wait for each other. */
const ADD = `
  INSERT INTO notifications (user_id, id, workspace_id, kind, message, facts)
  SELECT r."userId", r.id, r."workspaceId", r.kind, r.message, r.facts
  FROM jsonb_to_recordset($1::jsonb)
    AS r("userId" uuid, id uuid, "workspaceId" uuid, kind text, message text, facts jsonb)
  ORDER BY r."userId"
  ON CONFLICT (user_id, id) DO NOTHING RETURNING user_id AS "userId"`;

const MARK_READ = `
  UPDATE notifications SET read_at = coalesce(read_at, now()) WHERE user_id = $1 AND id = $2
  RETURNING ${NOTIFICATION}`;

const MARK_ALL_READ = 'UPDATE notifications SET read_at = now() WHERE user_id = $1 AND read_at IS NULL';

export class SqlNotificationRepository implements NotificationRepository {
  constructor(private readonly database: Database) {}

  async add(notifications: readonly NewNotification[]): Promise<NewNotification[]> {
    if (notifications.length === 0) return [];
    const rows = await this.database.rows<{ userId: UserId }>(ADD, [JSON.stringify(notifications)]);
    const told = new Set(rows.map(({ userId }) => userId));
    return notifications.filter(({ userId }) => told.has(userId));
  }

  async markRead(userId: UserId, id: NotificationId): Promise<Notification | null> {
    const [row] = await this.database.rows<Notification>(MARK_READ, [userId, id]);
    return row ?? null;
  }

  markAllRead(userId: UserId): Promise<number> {
    return this.database.write(MARK_ALL_READ, [userId]);
  }
}
