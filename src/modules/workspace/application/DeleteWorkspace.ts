import type { Clock } from '../../../core/application/Clock';
import type { UnitOfWork } from '../../../core/application/UnitOfWork';
import { demandVersion, type ExpectedVersion } from '../../../core/domain/stale';
import { workspaceMissing } from '../domain/errors';
import type { WorkspaceRepository } from '../domain/WorkspaceRepository';
import type { Actor } from './Actor';
import type { KnownTenancies } from './KnownTenancies';

export class DeleteWorkspace {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly workspaces: WorkspaceRepository,
    private readonly known: KnownTenancies,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError NOT_FOUND, PRECONDITION_FAILED. */
  execute({ userId, workspaceId }: Actor, ifVersion: ExpectedVersion): Promise<void> {
    return this.unit.run({ as: 'member', userId, workspaceId }, async () => {
      const workspace = await this.workspaces.find(workspaceId);
      if (!workspace) throw workspaceMissing();
      demandVersion(workspace.version, ifVersion);
      workspace.delete(this.clock.now());
      await this.workspaces.save(workspace);
      await this.known.changedForAll(workspaceId);
    });
  }
}
