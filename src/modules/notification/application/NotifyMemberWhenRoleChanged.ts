import type { PublishedEvent } from '../../../core/application/EventBus';
import { asId } from '../../../core/domain/ids';
import type { NotifyInWorkspace } from './NotifyInWorkspace';

/** Not when the ownership went over: that is told as what it is. */
export class NotifyMemberWhenRoleChanged {
  constructor(private readonly notify: NotifyInWorkspace) {}

  async react(event: PublishedEvent<'workspace:member:role-changed'>): Promise<void> {
    const { userId, role, roleIds, reason } = event.payload;
    if (reason === 'ownership-transferred') return;
    await this.notify.execute(event, [asId<'user'>(userId)], (workspaceName) =>
      roleIds === undefined
        ? { kind: 'membership.role-changed', facts: { workspaceName, role } }
        : { kind: 'membership.custom-roles-changed', facts: { workspaceName } },
    );
  }
}
