import type { Ledger } from '../../../core/application/Ledger';
import type { Database } from '../../../core/infrastructure/database/Database';
import type { Workspace } from '../domain/Workspace';
import type { WorkspaceRepository } from '../domain/WorkspaceRepository';
import { MembershipModel } from './MembershipModel';
import { WorkspaceModel } from './WorkspaceModel';

export class SequelizeWorkspaceRepository implements WorkspaceRepository {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
  ) {}

  async add(workspace: Workspace): Promise<void> {
    await WorkspaceModel.create({ ...workspace.state, version: 1 }, { returning: false });
    for (const membership of workspace.pullJoining()) {
      await MembershipModel.create({ ...membership }, { returning: false });
    }
    await this.ledger.record(workspace.pullEvents());
    workspace.saved();
  }

  /** Whoever asks for the same slug waits for the lock, and then sees the committed one. */
  async reserveSlug(wanted: string): Promise<string> {
    await this.database.rows('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`slug:${wanted}`]);
    const taken = await this.database.rows<{ slug: string }>(
      `SELECT slug FROM workspaces WHERE deleted_at IS NULL AND (slug = $1 OR slug ~ ('^' || $1 || '-[0-9]+$'))`,
      [wanted],
    );
    const slugs = new Set(taken.map(({ slug }) => slug));
    if (!slugs.has(wanted)) return wanted;
    let next = slugs.size + 1;
    while (slugs.has(`${wanted}-${next}`)) next += 1;
    return `${wanted}-${next}`;
  }
}
