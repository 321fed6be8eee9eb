import type { Clock } from '../../../src/core/application/Clock';
import type { Ledger } from '../../../src/core/application/Ledger';
import type { UserId, WorkspaceId } from '../../../src/core/domain/ids';
import { versionStale } from '../../../src/core/domain/stale';
import type { BuiltInRole } from '../../../src/modules/role';
import type {
  EnteredWorkspace,
  SignInWorkspaces,
} from '../../../src/modules/workspace/application/SignInWorkspaces';
import type { Membership } from '../../../src/modules/workspace/domain/Membership';
import { slugTaken } from '../../../src/modules/workspace/domain/errors';
import { Workspace, type WorkspaceState } from '../../../src/modules/workspace/domain/Workspace';
import type { WorkspaceRepository } from '../../../src/modules/workspace/domain/WorkspaceRepository';
import { FixedClock } from './FixedClock';
import { Memory } from './Memory';
import { RecordingLedger } from './RecordingLedger';

const THIRTY_DAYS_MS = 30 * 86_400_000;

type StoredMembership = Membership & { readonly lastUsedAt: number };

export class InMemoryWorkspaces implements WorkspaceRepository, SignInWorkspaces {
  private readonly workspaces: Map<string, WorkspaceState>;
  private readonly memberships: Map<string, StoredMembership>;
  private readonly versions: Map<string, number>;
  private readonly deleted: Map<string, { readonly state: WorkspaceState; readonly at: number }>;

  constructor(
    memory = new Memory(),
    private readonly ledger: Ledger = new RecordingLedger(memory),
    private readonly clock: Clock = new FixedClock(),
  ) {
    this.workspaces = memory.table();
    this.memberships = memory.table();
    this.versions = memory.table();
    this.deleted = memory.table();
  }

  async add(workspace: Workspace): Promise<void> {
    this.demandFree(workspace.state);
    this.workspaces.set(workspace.state.id, workspace.state);
    for (const membership of workspace.pullJoining()) this.join(membership);
    await this.ledger.record(workspace.pullEvents());
    workspace.saved();
    this.versions.set(workspace.state.id, workspace.version);
  }

  find(id: WorkspaceId): Promise<Workspace | null> {
    return Promise.resolve(this.restored(this.workspaces.get(id), false));
  }

  findDeleted(id: WorkspaceId): Promise<Workspace | null> {
    const deleted = this.deleted.get(id);
    const isRecent = deleted && this.clock.now().getTime() - deleted.at <= THIRTY_DAYS_MS;
    return Promise.resolve(this.restored(isRecent ? deleted.state : undefined, true));
  }

  async save(workspace: Workspace): Promise<void> {
    const events = workspace.pullEvents();
    if (events.length === 0) return;
    const { state, isDeleted, version } = workspace;
    if (this.versions.get(state.id) !== version) throw versionStale();
    if (!isDeleted) this.demandFree(state);
    if (isDeleted) this.remove(state.id);
    else {
      this.workspaces.set(state.id, state);
      this.deleted.delete(state.id);
    }
    await this.ledger.record(events);
    workspace.saved();
    this.versions.set(state.id, workspace.version);
  }

  reserveSlug(wanted: string): Promise<string> {
    const taken = new Set([...this.workspaces.values()].map(({ slug }) => slug));
    let slug = wanted;
    for (let next = 2; taken.has(slug); next += 1) slug = `${wanted}-${next}`;
    return Promise.resolve(slug);
  }

  of(userId: UserId): Promise<EnteredWorkspace[]> {
    const mine = [...this.memberships.values()]
      .filter((membership) => membership.userId === userId && membership.status === 'active')
      .sort((a, b) => b.lastUsedAt - a.lastUsedAt || a.joinedAt.getTime() - b.joinedAt.getTime());
    return Promise.resolve(
      mine.flatMap(({ workspaceId, role }) => {
        const state = this.workspaces.get(workspaceId);
        return state ? [{ workspace: { ...state, version: 1 }, role: role as BuiltInRole }] : [];
      }),
    );
  }

  entered(userId: UserId, workspaceId: WorkspaceId): Promise<void> {
    const key = `${workspaceId}:${userId}`;
    const membership = this.memberships.get(key);
    if (membership) this.memberships.set(key, { ...membership, lastUsedAt: this.clock.now().getTime() });
    return Promise.resolve();
  }

  join(membership: Membership): void {
    this.memberships.set(`${membership.workspaceId}:${membership.userId}`, { ...membership, lastUsedAt: 0 });
  }

  /** Changes what no use case changes yet. */
  change(id: WorkspaceId, change: Partial<WorkspaceState>): void {
    const state = this.workspaces.get(id);
    if (state) this.workspaces.set(id, { ...state, ...change });
  }

  deactivate(id: WorkspaceId, userId: UserId): void {
    const key = `${id}:${userId}`;
    const membership = this.memberships.get(key);
    if (membership) this.memberships.set(key, { ...membership, status: 'inactive' });
  }

  remove(id: WorkspaceId): void {
    const state = this.workspaces.get(id);
    if (state) this.deleted.set(id, { state, at: this.clock.now().getTime() });
    this.workspaces.delete(id);
  }

  private demandFree({ id, slug }: WorkspaceState): void {
    const isTaken = [...this.workspaces.values()].some((other) => other.slug === slug && other.id !== id);
    if (isTaken) throw slugTaken();
  }

  private restored(state: WorkspaceState | undefined, isDeleted: boolean): Workspace | null {
    return state ? Workspace.restore(state, isDeleted, this.versions.get(state.id) ?? 1) : null;
  }
}
