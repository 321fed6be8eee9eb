import type { PublishedEvent } from '../../../core/application/EventBus';
import type { Ledger } from '../../../core/application/Ledger';
import type { Post } from '../../../core/application/Post';
import type { UnitOfWork } from '../../../core/application/UnitOfWork';
import { asId, type UserId } from '../../../core/domain/ids';
import { isMailedAnyway } from '../domain/mailedAnyway';
import { messageOf } from '../domain/messageOf';
import { groupOf, type Notice } from '../domain/Notice';
import type { NotificationRepository } from '../domain/NotificationRepository';
import type { NewNotification } from '../domain/Notification';
import { isWanted } from '../domain/preferences';
import type { Directory, Recipient } from './Directory';
import '../domain/events';
import './mails';

export type Cause = Pick<PublishedEvent, 'id' | 'workspaceId' | 'actorId'>;

const SCOPE = { as: 'system', for: 'notifying' } as const;

/** Tells people of an event by the channels they want, each once, however often the event is delivered. */
export class Notify {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly directory: Directory,
    private readonly notifications: NotificationRepository,
    private readonly post: Post,
    private readonly ledger: Ledger,
  ) {}

  /** Nobody hears of what they did themselves, unless it is about the security of their account. */
  execute(cause: Cause, notice: Notice, to: readonly UserId[]): Promise<void> {
    const isSecurity = groupOf(notice.kind) === 'security';
    const others = isSecurity ? to : to.filter((id) => id !== cause.actorId);
    return this.unit.run(SCOPE, async () => {
      if (others.length === 0) return;
      const recipients = await this.directory.recipients(others);
      await this.show(cause, notice, recipients);
      await this.mail(cause, notice, recipients);
    });
  }

  private async show(cause: Cause, notice: Notice, recipients: readonly Recipient[]): Promise<void> {
    const { kind, facts } = notice;
    const workspaceId = cause.workspaceId === null ? null : asId<'workspace'>(cause.workspaceId);
    const id = asId<'notification'>(cause.id);
    const content = { id, kind, facts, message: messageOf(notice), workspaceId };
    const fresh = await this.notifications.add(
      recipients
        .filter(({ choices }) => isWanted(choices, groupOf(kind), 'in-app'))
        .map((recipient) => ({ userId: recipient.id, ...content })),
    );
    const actorId = cause.actorId === null ? null : asId<'user'>(cause.actorId);
    await this.ledger.record(fresh.map((notification) => ({ ...told(notification), actorId })));
  }

  private async mail(cause: Cause, notice: Notice, recipients: readonly Recipient[]): Promise<void> {
    if (isMailedAnyway(notice.kind)) return;
    for (const { id, email: to, firstName, takesMail, choices } of recipients) {
      if (!takesMail || !isWanted(choices, groupOf(notice.kind), 'mail')) continue;
      const data = { firstName, message: messageOf(notice) };
      await this.post.send({ name: 'notification.notice', to, data, key: `notification:${cause.id}:${id}` });
    }
  }
}

function told({ id, userId, kind, message, workspaceId }: NewNotification) {
  return {
    name: 'notification:new',
    workspaceId: null,
    subjectId: userId,
    payload: { notificationId: id, kind, message, aboutWorkspaceId: workspaceId },
  } as const;
}
