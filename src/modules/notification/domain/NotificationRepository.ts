import type { UserId } from '../../../core/domain/ids';
import { token } from '../../../core/domain/token';
import type { NewNotification, Notification, NotificationId } from './Notification';

/** To be called inside a unit of work. */
export interface NotificationRepository {
  /**
   * All of one event.
   * @returns those that are new: an event notifies a person once, however often it is delivered.
   */
  add(notifications: readonly NewNotification[]): Promise<NewNotification[]>;
  /** One that was read stays read since then. @returns null unless it is that person's. */
  markRead(userId: UserId, id: NotificationId): Promise<Notification | null>;
  /** @returns how many were unread. */
  markAllRead(userId: UserId): Promise<number>;
}
export const NotificationRepository = token<NotificationRepository>('NotificationRepository');
