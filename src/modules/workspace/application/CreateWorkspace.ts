import type { UnitOfWork } from '../../../core/application/UnitOfWork';
import type { UserId } from '../../../core/domain/ids';
import type { Workspace } from '../domain/Workspace';
import type { DemandRoomToOwn } from './DemandRoomToOwn';
import type { FoundWorkspace, NewWorkspace } from './FoundWorkspace';

const SCOPE = { as: 'system', for: 'founding a workspace' } as const;

/** One more workspace for somebody who has an account. @throws DomainError WORKSPACE_LIMIT, SLUG_TAKEN, SESSION_ENDED. */
export class CreateWorkspace {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly demandRoomToOwn: DemandRoomToOwn,
    private readonly foundWorkspace: FoundWorkspace,
  ) {}

  execute(workspace: NewWorkspace, ownerId: UserId): Promise<Workspace> {
    return this.unit.run(SCOPE, async () => {
      await this.demandRoomToOwn.execute(ownerId);
      return this.foundWorkspace.execute(workspace, ownerId);
    });
  }
}
