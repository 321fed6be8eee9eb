import type { PublishedEvent } from '../../../core/application/EventBus';
import { asId } from '../../../core/domain/ids';
import type { Directory } from './Directory';
import type { NotifyInWorkspace } from './NotifyInWorkspace';

export type WorkspaceChange =
  'workspace:suspended' | 'workspace:activated' | 'workspace:deleted' | 'workspace:restored';

const KINDS = {
  'workspace:suspended': 'workspace.suspended',
  'workspace:activated': 'workspace.activated',
  'workspace:deleted': 'workspace.deleted',
  'workspace:restored': 'workspace.restored',
} as const satisfies Record<WorkspaceChange, string>;

export class NotifyOwnersWhenWorkspaceChanged {
  constructor(
    private readonly directory: Directory,
    private readonly notify: NotifyInWorkspace,
  ) {}

  async react(event: PublishedEvent<WorkspaceChange>): Promise<void> {
    if (event.workspaceId === null) return;
    const owners = await this.directory.holdersOf(['owner'], asId<'workspace'>(event.workspaceId));
    const kind = KINDS[event.event];
    await this.notify.execute(event, owners, (workspaceName) => ({ kind, facts: { workspaceName } }));
  }
}
