import type { Id, UserId, WorkspaceId } from '../../../core/domain/ids';

/** Of the event that caused it: several people may have one with the same id, and nobody has two. */
export type NotificationId = Id<'notification'>;

/** What its owner is shown. */
export interface Notification {
  readonly id: NotificationId;
  readonly kind: string;
  readonly message: string;
  /** What the message is made of. */
  readonly facts: object;
  readonly workspaceId: WorkspaceId | null;
  readonly createdAt: Date;
  readonly readAt: Date | null;
}

export interface NewNotification extends Pick<
  Notification,
  'id' | 'kind' | 'message' | 'facts' | 'workspaceId'
> {
  readonly userId: UserId;
}
