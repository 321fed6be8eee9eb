import type { PublishedEvent } from '../../../core/application/EventBus';
import { asId } from '../../../core/domain/ids';
import type { Directory } from './Directory';
import type { NotifyInWorkspace } from './NotifyInWorkspace';

export class NotifyTakerWhenOwnershipOffered {
  constructor(
    private readonly directory: Directory,
    private readonly notify: NotifyInWorkspace,
  ) {}

  async react(event: PublishedEvent<'workspace:ownership-offered'>): Promise<void> {
    const ownerName = await this.directory.personName(event.actorId);
    await this.notify.execute(event, [asId<'user'>(event.payload.userId)], (workspaceName) => ({
      kind: 'ownership.offered',
      facts: { workspaceName, ownerName },
    }));
  }
}
