import type { Page } from '../../../core/application/Page';
import type { UserId } from '../../../core/domain/ids';
import type { ScopedReader } from '../../../core/infrastructure/database/ScopedReader';
import type { MyNotifications } from '../application/MyNotifications';
import type { Notification } from '../domain/Notification';
import { NOTIFICATION } from './notificationColumns';

const page = (more: string) => `SELECT ${NOTIFICATION} FROM notifications
  WHERE user_id = $1 AND ($2::uuid IS NULL OR id < $2)${more} ORDER BY id DESC LIMIT $3`;

const ALL = { name: 'my-notifications', text: page('') };
const UNREAD = { name: 'my-unread-notifications', text: page(' AND read_at IS NULL') };
const UNREAD_COUNT = {
  name: 'my-unread-count',
  text: 'SELECT count(*)::int AS unread FROM notifications WHERE user_id = $1 AND read_at IS NULL',
};

export class SqlMyNotifications implements MyNotifications {
  constructor(private readonly reader: ScopedReader) {}

  list(userId: UserId, onlyUnread: boolean, { after, limit }: Page): Promise<Notification[]> {
    const statement = onlyUnread ? UNREAD : ALL;
    return this.reader.rows({ as: 'account', userId }, statement, [userId, after, limit]);
  }

  async unread(userId: UserId): Promise<number> {
    const scope = { as: 'account', userId } as const;
    const [row] = await this.reader.rows<{ unread: number }>(scope, UNREAD_COUNT, [userId]);
    return row?.unread ?? 0;
  }
}
