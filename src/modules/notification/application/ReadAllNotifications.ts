import type { UnitOfWork } from '../../../core/application/UnitOfWork';
import type { UserId } from '../../../core/domain/ids';
import type { NotificationRepository } from '../domain/NotificationRepository';

export class ReadAllNotifications {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly notifications: NotificationRepository,
  ) {}

  /** @returns how many were unread. */
  execute(userId: UserId): Promise<number> {
    return this.unit.run({ as: 'account', userId }, () => this.notifications.markAllRead(userId));
  }
}
