import { literal, Op } from 'sequelize';
import type { Ledger } from '../../../core/application/Ledger';
import { asId, type WorkspaceId } from '../../../core/domain/ids';
import { versionStale } from '../../../core/domain/stale';
import type { Database } from '../../../core/infrastructure/database/Database';
import { violatedUnique } from '../../../core/infrastructure/database/translateDatabaseError';
import { slugTaken } from '../domain/errors';
import { slugFamily } from '../domain/slug';
import { Workspace, type WorkspaceState, type WorkspaceStatus } from '../domain/Workspace';
import type { WorkspaceRepository } from '../domain/WorkspaceRepository';
import { MembershipModel } from './MembershipModel';
import { WorkspaceModel } from './WorkspaceModel';

interface Stored extends WorkspaceState {
  readonly isDeleted: boolean;
}

/** Writes the columns that changed and no others: the walled role may edit few of them. */
export class SequelizeWorkspaceRepository implements WorkspaceRepository {
  private readonly stored = new WeakMap<Workspace, Stored>();

  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
  ) {}

  async add(workspace: Workspace): Promise<void> {
    await this.holdSlugs(workspace.state.slug);
    await uniquely(() => WorkspaceModel.create({ ...workspace.state, version: 1 }, { returning: false }));
    for (const membership of workspace.pullJoining()) {
      await MembershipModel.create({ ...membership }, { returning: false });
    }
    await this.ledger.record(workspace.pullEvents());
    this.saved(workspace);
  }

  async find(id: WorkspaceId): Promise<Workspace | null> {
    return this.restored(await WorkspaceModel.findOne({ where: { id, deletedAt: null }, lock: true }));
  }

  async findDeleted(id: WorkspaceId): Promise<Workspace | null> {
    const recently = { [Op.gt]: literal(`now() - interval '30 days'`) };
    return this.restored(await WorkspaceModel.findOne({ where: { id, deletedAt: recently }, lock: true }));
  }

  async save(workspace: Workspace): Promise<void> {
    const events = workspace.pullEvents();
    if (events.length === 0) return;
    const { state, version } = workspace;
    await this.holdSlugs(state.slug);
    const [count] = await uniquely(() =>
      WorkspaceModel.update(
        { ...this.changed(workspace), version: version + 1 },
        { where: { id: state.id, version } },
      ),
    );
    if (count === 0) throw versionStale();
    await this.ledger.record(events);
    this.saved(workspace);
  }

  async reserveSlug(wanted: string): Promise<string> {
    await this.holdSlugs(wanted);
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

  private changed(workspace: Workspace): object {
    const before = this.stored.get(workspace);
    const { isDeleted, ...state } = storedAs(workspace);
    const fields = Object.entries(state).filter(
      ([field, value]) => value !== before?.[field as keyof Stored],
    );
    const deletion = isDeleted !== before?.isDeleted && { deletedAt: isDeleted ? literal('now()') : null };
    return { ...Object.fromEntries(fields), ...deletion };
  }

  private saved(workspace: Workspace): void {
    workspace.saved();
    this.stored.set(workspace, storedAs(workspace));
  }

  private restored(row: WorkspaceModel | null): Workspace | null {
    if (!row) return null;
    const { version, id, status, deletedAt, ...state } = row.get({ plain: true }) as WorkspaceModel;
    const workspace = Workspace.restore(
      { ...state, id: asId<'workspace'>(id), status: status as WorkspaceStatus },
      deletedAt !== null,
      version,
    );
    this.stored.set(workspace, storedAs(workspace));
    return workspace;
  }

  /** Whoever wants a slug that differs by its number waits for the lock, and then sees the committed one. */
  private async holdSlugs(slug: string): Promise<void> {
    await this.database.rows('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [
      `slug:${slugFamily(slug)}`,
    ]);
  }
}

async function uniquely<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    throw violatedUnique(error) === 'workspaces_slug_key' ? slugTaken() : error;
  }
}

function storedAs({ state, isDeleted }: Workspace): Stored {
  return { ...state, isDeleted };
}
