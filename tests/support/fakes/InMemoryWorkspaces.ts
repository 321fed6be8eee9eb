import type { Clock } from '../../../src/core/application/Clock';
import type { Ledger } from '../../../src/core/application/Ledger';
import type { UserId, WorkspaceId } from '../../../src/core/domain/ids';
import type { BuiltInRole } from '../../../src/modules/role';
import type {
  EnteredWorkspace,
  SignInWorkspaces,
} from '../../../src/modules/workspace/application/SignInWorkspaces';
import type { Membership } from '../../../src/modules/workspace/domain/Membership';
import type { Workspace, WorkspaceState } from '../../../src/modules/workspace/domain/Workspace';
import type { WorkspaceRepository } from '../../../src/modules/workspace/domain/WorkspaceRepository';
import { FixedClock } from './FixedClock';
import { Memory } from './Memory';
import { RecordingLedger } from './RecordingLedger';

type StoredMembership = Membership & { readonly lastUsedAt: number };

export class InMemoryWorkspaces implements WorkspaceRepository, SignInWorkspaces {
  private readonly workspaces: Map<string, WorkspaceState>;
  private readonly memberships: Map<string, StoredMembership>;

  constructor(
    memory = new Memory(),
    private readonly ledger: Ledger = new RecordingLedger(memory),
    private readonly clock: Clock = new FixedClock(),
  ) {
    this.workspaces = memory.table();
    this.memberships = memory.table();
  }

  async add(workspace: Workspace): Promise<void> {
    this.workspaces.set(workspace.state.id, workspace.state);
    for (const membership of workspace.pullJoining()) this.join(membership);
    await this.ledger.record(workspace.pullEvents());
    workspace.saved();
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
    this.workspaces.delete(id);
  }
}
