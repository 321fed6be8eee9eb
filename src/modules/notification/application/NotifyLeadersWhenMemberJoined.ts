import type { PublishedEvent } from '../../../core/application/EventBus';
import { asId } from '../../../core/domain/ids';
import type { Directory } from './Directory';
import type { NotifyInWorkspace } from './NotifyInWorkspace';

/** For owners and admins, who look after who belongs there. */
export class NotifyLeadersWhenMemberJoined {
  constructor(
    private readonly directory: Directory,
    private readonly notify: NotifyInWorkspace,
  ) {}

  /** Whoever founds a workspace is the first thing that happens there, and has nobody to tell. */
  static concerns({ seq }: PublishedEvent<'workspace:member:joined'>): boolean {
    return seq !== 1;
  }

  async react(event: PublishedEvent<'workspace:member:joined'>): Promise<void> {
    if (event.workspaceId === null) return;
    const { userId, role } = event.payload;
    const leaders = await this.directory.holdersOf(['owner', 'admin'], asId<'workspace'>(event.workspaceId));
    const others = leaders.filter((id) => id !== userId);
    if (others.length === 0) return;
    const memberName = await this.directory.personName(userId);
    await this.notify.execute(event, others, (workspaceName) => ({
      kind: 'people.joined',
      facts: { workspaceName, memberName, role },
    }));
  }
}
