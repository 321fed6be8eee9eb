import type { Clock } from '../../../core/application/Clock';
import type { UnitOfWork } from '../../../core/application/UnitOfWork';
import { demandVersion, type ExpectedVersion } from '../../../core/domain/stale';
import { mfaNotEnabled, workspaceMissing } from '../domain/errors';
import type { Workspace } from '../domain/Workspace';
import type { WorkspaceRepository } from '../domain/WorkspaceRepository';
import type { Actor } from './Actor';
import type { KnownTenancies } from './KnownTenancies';
import type { SecondFactors } from './SecondFactors';

/** What the workspace demands of its members. Whoever demands a second factor has one, unless a super admin. */
export class ChangeSecurity {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly workspaces: WorkspaceRepository,
    private readonly secondFactors: SecondFactors,
    private readonly known: KnownTenancies,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError NOT_FOUND, PRECONDITION_FAILED, MFA_NOT_ENABLED. */
  execute(
    { userId, workspaceId, isSuperAdmin }: Actor,
    mfaRequired: boolean,
    ifVersion: ExpectedVersion,
  ): Promise<Workspace> {
    return this.unit.run({ as: 'member', userId, workspaceId }, async () => {
      const workspace = await this.workspaces.find(workspaceId);
      if (!workspace) throw workspaceMissing();
      demandVersion(workspace.version, ifVersion);
      const mayDemand = isSuperAdmin || (await this.secondFactors.isOn(userId));
      if (mfaRequired && !mayDemand) throw mfaNotEnabled();
      workspace.demandMfa(mfaRequired, this.clock.now());
      await this.workspaces.save(workspace);
      await this.known.changedForAll(workspaceId);
      return workspace;
    });
  }
}
