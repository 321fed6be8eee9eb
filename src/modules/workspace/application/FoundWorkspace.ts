import type { Clock } from '../../../core/application/Clock';
import type { Random } from '../../../core/application/Random';
import type { UserId } from '../../../core/domain/ids';
import { slugOf } from '../domain/slug';
import { Workspace } from '../domain/Workspace';
import type { WorkspaceRepository } from '../domain/WorkspaceRepository';

/** Makes a workspace and its owner's membership; joins the unit of work of whoever signs somebody up. */
export class FoundWorkspace {
  constructor(
    private readonly workspaces: WorkspaceRepository,
    private readonly random: Random,
    private readonly clock: Clock,
  ) {}

  async execute(name: string, ownerId: UserId): Promise<Workspace> {
    const slug = await this.workspaces.reserveSlug(slugOf(name));
    const workspace = Workspace.found(this.random.id(), name, slug, ownerId, this.clock.now());
    await this.workspaces.add(workspace);
    return workspace;
  }
}
