import type { UnitOfWork } from '../../../core/application/UnitOfWork';
import type { UserId } from '../../../core/domain/ids';
import { notificationMissing } from '../domain/errors';
import type { Notification, NotificationId } from '../domain/Notification';
import type { NotificationRepository } from '../domain/NotificationRepository';

export class ReadNotification {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly notifications: NotificationRepository,
  ) {}

  /** @throws DomainError NOT_FOUND, for somebody else's too. */
  execute(userId: UserId, id: NotificationId): Promise<Notification> {
    return this.unit.run({ as: 'account', userId }, async () => {
      const notification = await this.notifications.markRead(userId, id);
      if (!notification) throw notificationMissing();
      return notification;
    });
  }
}
