import type { Clock } from '../../../core/application/Clock';
import type { UnitOfWork } from '../../../core/application/UnitOfWork';
import type { WorkspaceId } from '../../../core/domain/ids';
import { workspaceMissing } from '../domain/errors';
import type { Workspace, WorkspaceStatus } from '../domain/Workspace';
import type { WorkspaceRepository } from '../domain/WorkspaceRepository';
import type { KnownTenancies } from './KnownTenancies';

const SCOPE = { as: 'system', for: 'suspending or activating a workspace' } as const;

/** For super admins: a suspended workspace refuses sign-in to it and every request in it. */
export class SetWorkspaceStatus {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly workspaces: WorkspaceRepository,
    private readonly known: KnownTenancies,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError NOT_FOUND. */
  execute(workspaceId: WorkspaceId, status: WorkspaceStatus): Promise<Workspace> {
    return this.unit.run(SCOPE, async () => {
      const workspace = await this.workspaces.find(workspaceId);
      if (!workspace) throw workspaceMissing();
      workspace.setStatus(status, this.clock.now());
      await this.workspaces.save(workspace);
      await this.known.changedForAll(workspaceId);
      return workspace;
    });
  }
}
