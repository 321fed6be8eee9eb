import type { Page } from '../../../core/application/Page';
import type { UserId } from '../../../core/domain/ids';
import { token } from '../../../core/domain/token';
import type { Notification } from '../domain/Notification';

/** Read port: what somebody was told, newest first. */
export interface MyNotifications {
  list(userId: UserId, onlyUnread: boolean, page: Page): Promise<Notification[]>;
  unread(userId: UserId): Promise<number>;
}
export const MyNotifications = token<MyNotifications>('MyNotifications');
