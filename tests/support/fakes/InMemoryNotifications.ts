import type { Clock } from '../../../src/core/application/Clock';
import type { Page } from '../../../src/core/application/Page';
import type { UserId } from '../../../src/core/domain/ids';
import type { MyNotifications } from '../../../src/modules/notification/application/MyNotifications';
import type {
  NewNotification,
  Notification,
  NotificationId,
} from '../../../src/modules/notification/domain/Notification';
import type { NotificationRepository } from '../../../src/modules/notification/domain/NotificationRepository';
import { FixedClock } from './FixedClock';
import { Memory } from './Memory';

type Stored = Notification & Pick<NewNotification, 'userId'>;

export class InMemoryNotifications implements NotificationRepository, MyNotifications {
  private readonly rows: Map<string, Stored>;

  constructor(
    memory = new Memory(),
    private readonly clock: Clock = new FixedClock(),
  ) {
    this.rows = memory.table();
  }

  add(notifications: readonly NewNotification[]): Promise<NewNotification[]> {
    const fresh = notifications.filter((one) => !this.rows.has(keyOf(one)));
    for (const one of fresh) {
      this.rows.set(keyOf(one), { ...one, createdAt: this.clock.now(), readAt: null });
    }
    return Promise.resolve(fresh);
  }

  markRead(userId: UserId, id: NotificationId): Promise<Notification | null> {
    const stored = this.rows.get(keyOf({ userId, id }));
    return Promise.resolve(stored ? shown(this.read(stored)) : null);
  }

  markAllRead(userId: UserId): Promise<number> {
    const unread = this.of(userId).filter(({ readAt }) => readAt === null);
    unread.forEach((stored) => this.read(stored));
    return Promise.resolve(unread.length);
  }

  list(userId: UserId, onlyUnread: boolean, { after, limit }: Page): Promise<Notification[]> {
    const wanted = this.of(userId)
      .filter(({ id, readAt }) => (after === null || id < after) && !(onlyUnread && readAt))
      .sort((a, b) => (a.id < b.id ? 1 : -1));
    return Promise.resolve(wanted.slice(0, limit).map(shown));
  }

  unread(userId: UserId): Promise<number> {
    return Promise.resolve(this.of(userId).filter(({ readAt }) => readAt === null).length);
  }

  private of(userId: UserId): Stored[] {
    return [...this.rows.values()].filter((stored) => stored.userId === userId);
  }

  private read(stored: Stored): Stored {
    const read = { ...stored, readAt: stored.readAt ?? this.clock.now() };
    this.rows.set(keyOf(stored), read);
    return read;
  }
}

function keyOf({ userId, id }: Pick<Stored, 'userId' | 'id'>): string {
  return `${userId}:${id}`;
}

function shown({ userId: _owner, ...notification }: Stored): Notification {
  return notification;
}
