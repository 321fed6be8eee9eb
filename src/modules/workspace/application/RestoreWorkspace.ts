import type { Caller } from '../../../core/application/Caller';
import type { Clock } from '../../../core/application/Clock';
import type { UnitOfWork } from '../../../core/application/UnitOfWork';
import type { WorkspaceId } from '../../../core/domain/ids';
import { workspaceMissing } from '../domain/errors';
import { isActiveOwner } from '../domain/Membership';
import type { MembershipRepository } from '../domain/MembershipRepository';
import type { Workspace } from '../domain/Workspace';
import type { WorkspaceRepository } from '../domain/WorkspaceRepository';
import type { DemandRoomToOwn } from './DemandRoomToOwn';
import type { KnownTenancies } from './KnownTenancies';
import type { MemberChanges } from './MemberChanges';

const SCOPE = { as: 'system', for: 'restoring a workspace' } as const;

/** For its owners and super admins, within 30 days; to everybody else it does not exist. */
export class RestoreWorkspace {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly workspaces: WorkspaceRepository,
    private readonly memberships: MembershipRepository,
    private readonly changes: MemberChanges,
    private readonly known: KnownTenancies,
    private readonly demandRoomToOwn: DemandRoomToOwn,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError NOT_FOUND, WORKSPACE_LIMIT for an owner, LAST_OWNER when none of its owners has an account any more. */
  execute(caller: Caller, workspaceId: WorkspaceId): Promise<Workspace> {
    return this.unit.run(SCOPE, async () => {
      const workspace = await this.workspaces.findDeleted(workspaceId);
      const { userId, isSuperAdmin } = caller;
      const isOwner = isActiveOwner(await this.memberships.find(workspaceId, userId));
      if (!workspace || !(isOwner || isSuperAdmin)) throw workspaceMissing();
      if (isOwner) await this.demandRoomToOwn.execute(userId);
      const slug = await this.workspaces.reserveSlug(workspace.state.slug);
      workspace.bringBack(slug, this.clock.now());
      await this.workspaces.save(workspace);
      await this.leaveOutTheGone(workspaceId);
      await this.known.changedForAll(workspaceId);
      return workspace;
    });
  }

  /** Whoever closed their account while the workspace was away could not leave it then. */
  private async leaveOutTheGone(workspaceId: WorkspaceId): Promise<void> {
    for (const userId of await this.memberships.withoutAccount(workspaceId)) {
      await this.changes.end(await this.changes.hold(workspaceId, userId), 'left');
    }
  }
}
