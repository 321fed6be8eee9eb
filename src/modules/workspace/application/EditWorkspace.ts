import type { Clock } from '../../../core/application/Clock';
import type { UnitOfWork } from '../../../core/application/UnitOfWork';
import { demandVersion, type ExpectedVersion } from '../../../core/domain/stale';
import { operatorOnly, workspaceMissing } from '../domain/errors';
import type { Workspace, WorkspaceEdit } from '../domain/Workspace';
import type { WorkspaceRepository } from '../domain/WorkspaceRepository';
import type { Actor } from './Actor';

/** @throws DomainError NOT_FOUND, FORBIDDEN for seats, PRECONDITION_FAILED, SLUG_TAKEN. */
export class EditWorkspace {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly workspaces: WorkspaceRepository,
    private readonly clock: Clock,
  ) {}

  execute(actor: Actor, edit: WorkspaceEdit, ifVersion: ExpectedVersion): Promise<Workspace> {
    const { workspaceId, userId } = actor;
    if (edit.seatLimit !== undefined && !actor.isSuperAdmin) throw operatorOnly('seatLimit');
    return this.unit.run({ as: 'member', userId, workspaceId }, async () => {
      const workspace = await this.workspaces.find(workspaceId);
      if (!workspace) throw workspaceMissing();
      demandVersion(workspace.version, ifVersion);
      workspace.edit(edit, this.clock.now());
      await this.workspaces.save(workspace);
      return workspace;
    });
  }
}
