import type { Clock } from '../../../core/application/Clock';
import type { Random } from '../../../core/application/Random';
import type { UserId } from '../../../core/domain/ids';
import { slugOf } from '../domain/slug';
import { Workspace } from '../domain/Workspace';
import type { WorkspaceRepository } from '../domain/WorkspaceRepository';

export interface NewWorkspace {
  readonly name: string;
  /** As asked for; without it, a free one is made from the name. */
  readonly slug?: string;
  readonly plan?: string;
}

/** Makes a workspace and its owner's membership; joins the unit of work of whoever signs somebody up. */
export class FoundWorkspace {
  constructor(
    private readonly workspaces: WorkspaceRepository,
    private readonly random: Random,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError SLUG_TAKEN for a slug that was asked for. */
  async execute({ name, slug: wanted, plan }: NewWorkspace, ownerId: UserId): Promise<Workspace> {
    const slug = wanted ?? (await this.workspaces.reserveSlug(slugOf(name)));
    const id = this.random.id<'workspace'>();
    const workspace = Workspace.found({ id, name, slug, plan }, ownerId, this.clock.now());
    await this.workspaces.add(workspace);
    return workspace;
  }
}
