import type { PublishedEvent } from '../../../core/application/EventBus';
import { asId } from '../../../core/domain/ids';
import type { NotifyInWorkspace } from './NotifyInWorkspace';

export class NotifyMemberWhenStatusChanged {
  constructor(private readonly notify: NotifyInWorkspace) {}

  react(event: PublishedEvent<'workspace:member:status-changed'>): Promise<void> {
    const { userId, status } = event.payload;
    const kind = status === 'active' ? 'membership.activated' : 'membership.deactivated';
    return this.notify.execute(event, [asId<'user'>(userId)], (workspaceName) => ({
      kind,
      facts: { workspaceName },
    }));
  }
}
