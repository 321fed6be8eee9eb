import type { Caller } from '../../../core/application/Caller';
import type { UnitOfWork } from '../../../core/application/UnitOfWork';
import type { WorkspaceId } from '../../../core/domain/ids';
import { workspaceMissing } from '../domain/errors';
import type { AccessTokenIssuer, SwitchedToken } from './AccessTokenIssuer';
import type { ChooseWorkspace } from './ChooseWorkspace';
import type { EnteredWorkspace } from './SignInWorkspaces';

export interface Switched extends SwitchedToken {
  readonly entered: EnteredWorkspace;
}

const SCOPE = { as: 'system', for: 'switching workspaces' } as const;

/** The session stays, its refresh token too: other tabs go on where they are. */
export class SwitchWorkspace {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly chooseWorkspace: ChooseWorkspace,
    private readonly issuer: AccessTokenIssuer,
  ) {}

  /** @throws DomainError NOT_FOUND, WORKSPACE_SUSPENDED. */
  execute(caller: Caller, workspaceId: WorkspaceId): Promise<Switched> {
    return this.unit.run(SCOPE, async () => {
      const entered = await this.chooseWorkspace.execute(caller.userId, workspaceId, null);
      if (!entered) throw workspaceMissing();
      return { entered, ...(await this.issuer.issue(caller, entered)) };
    });
  }
}
