import { AggregateRoot } from '../../../core/domain/AggregateRoot';
import type { UserId, WorkspaceId } from '../../../core/domain/ids';
import './events';
import type { Membership } from './Membership';

export type WorkspaceStatus = 'active' | 'suspended';

export interface WorkspaceState {
  readonly id: WorkspaceId;
  readonly name: string;
  readonly slug: string;
  readonly plan: string;
  readonly status: WorkspaceStatus;
  readonly seatLimit: number | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** A tenant: people who share data, and the wall around it. It has at least one owner from its first moment. */
export class Workspace extends AggregateRoot {
  private joining: Membership[] = [];

  private constructor(
    readonly state: WorkspaceState,
    version: number,
  ) {
    super(version);
  }

  static found(id: WorkspaceId, name: string, slug: string, ownerId: UserId, now: Date): Workspace {
    const state = {
      id,
      name: name.trim(),
      slug,
      plan: 'free',
      status: 'active',
      seatLimit: null,
      createdAt: now,
      updatedAt: now,
    } as const;
    const workspace = new Workspace(state, 0);
    workspace.record({
      name: 'workspace:created',
      workspaceId: id,
      subjectId: null,
      actorId: ownerId,
      payload: { name: state.name, slug },
    });
    workspace.joining.push({
      workspaceId: id,
      userId: ownerId,
      role: 'owner',
      status: 'active',
      joinedAt: now,
    });
    workspace.record({
      name: 'workspace:member:joined',
      workspaceId: id,
      subjectId: ownerId,
      actorId: ownerId,
      payload: { userId: ownerId, role: 'owner' },
    });
    return workspace;
  }

  /** Memberships made since the last call; the repository writes them beside the workspace. */
  pullJoining(): Membership[] {
    const joining = this.joining;
    this.joining = [];
    return joining;
  }
}
