import type { PublishedEvent } from '../../../core/application/EventBus';
import { asId } from '../../../core/domain/ids';
import type { NotifyInWorkspace } from './NotifyInWorkspace';

export class NotifyMemberWhenRemoved {
  constructor(private readonly notify: NotifyInWorkspace) {}

  async react(event: PublishedEvent<'workspace:member:removed'>): Promise<void> {
    const { userId, reason } = event.payload;
    if (reason !== 'removed') return;
    await this.notify.execute(event, [asId<'user'>(userId)], (workspaceName) => ({
      kind: 'membership.ended',
      facts: { workspaceName },
    }));
  }
}
