import type { PublishedEvent } from '../../../core/application/EventBus';
import { asId } from '../../../core/domain/ids';
import type { Directory } from './Directory';
import type { NotifyInWorkspace } from './NotifyInWorkspace';

export class NotifyGiverWhenOwnershipTransferred {
  constructor(
    private readonly directory: Directory,
    private readonly notify: NotifyInWorkspace,
  ) {}

  async react(event: PublishedEvent<'workspace:ownership-transferred'>): Promise<void> {
    const { userId, fromUserId } = event.payload;
    const ownerName = await this.directory.personName(userId);
    await this.notify.execute(event, [asId<'user'>(fromUserId)], (workspaceName) => ({
      kind: 'ownership.transferred',
      facts: { workspaceName, ownerName },
    }));
  }
}
