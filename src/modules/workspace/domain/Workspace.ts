import { AggregateRoot } from '../../../core/domain/AggregateRoot';
import { changesOf } from '../../../core/domain/changesOf';
import type { Changes } from '../../../core/domain/EventCatalogue';
import type { UserId, WorkspaceId } from '../../../core/domain/ids';
import type { WorkspaceEvents } from './events';
import type { Membership } from './Membership';

export type WorkspaceStatus = 'active' | 'suspended';

export interface WorkspaceState {
  readonly id: WorkspaceId;
  readonly name: string;
  readonly slug: string;
  /** A label of the operator's choosing; nothing here depends on it. */
  readonly plan: string;
  readonly status: WorkspaceStatus;
  /** Most members it may have; null for as many as come. */
  readonly seatLimit: number | null;
  /** Refuses members without a second factor. */
  readonly mfaRequired: boolean;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export type WorkspaceEdit = Partial<Pick<WorkspaceState, 'name' | 'slug' | 'plan' | 'seatLimit'>>;
export type Founding = Pick<WorkspaceState, 'id' | 'name' | 'slug'> & { readonly plan?: string };

/** A tenant: people who share data, and the wall around it. It has at least one owner from its first moment. */
export class Workspace extends AggregateRoot {
  private joining: Membership[] = [];

  private constructor(
    private current: WorkspaceState,
    private removed: boolean,
    version: number,
  ) {
    super(version);
  }

  static found({ id, name, slug, plan = 'free' }: Founding, ownerId: UserId, now: Date): Workspace {
    const state = {
      id,
      name: name.trim(),
      slug,
      plan,
      status: 'active',
      seatLimit: null,
      mfaRequired: false,
      createdAt: now,
      updatedAt: now,
    } as const;
    const workspace = new Workspace(state, false, 0);
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
      version: 1,
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

  static restore(state: WorkspaceState, isDeleted: boolean, version: number): Workspace {
    return new Workspace(state, isDeleted, version);
  }

  get state(): WorkspaceState {
    return this.current;
  }

  get isDeleted(): boolean {
    return this.removed;
  }

  edit(edit: WorkspaceEdit, now: Date): void {
    const next = { ...this.current, ...edit, name: edit.name?.trim() ?? this.current.name };
    const changes = changesOf(this.current, next, ['name', 'slug', 'plan', 'seatLimit']);
    if (!changes) return;
    this.become(next, now);
    const { name, slug, plan, seatLimit } = next;
    this.happened('workspace:updated', { name, slug, plan, seatLimit }, changes);
  }

  setStatus(status: WorkspaceStatus, now: Date): void {
    const before = this.current.status;
    if (status === before) return;
    this.become({ ...this.current, status }, now);
    const name = status === 'suspended' ? 'workspace:suspended' : 'workspace:activated';
    this.happened(name, { status }, { status: { before, after: status } });
  }

  demandMfa(mfaRequired: boolean, now: Date): void {
    const before = this.current.mfaRequired;
    if (mfaRequired === before) return;
    this.become({ ...this.current, mfaRequired }, now);
    const changes = { mfaRequired: { before, after: mfaRequired } };
    this.happened('workspace:security-changed', { mfaRequired }, changes);
  }

  /** Its members stay on record, so that it can be brought back. */
  delete(now: Date): void {
    this.removed = true;
    this.become(this.current, now);
    const { name, slug } = this.current;
    this.happened('workspace:deleted', { name, slug });
  }

  /** @param slug another one when its own was taken meanwhile. */
  bringBack(slug: string, now: Date): void {
    this.removed = false;
    const before = this.current;
    this.become({ ...before, slug }, now);
    const changes = changesOf(before, this.current, ['slug']) ?? undefined;
    this.happened('workspace:restored', { name: before.name, slug }, changes);
  }

  /** Memberships made since the last call; the repository writes them beside the workspace. */
  pullJoining(): Membership[] {
    const joining = this.joining;
    this.joining = [];
    return joining;
  }

  private become(next: WorkspaceState, now: Date): void {
    this.current = { ...next, updatedAt: now };
  }

  private happened<Name extends OwnEvent>(name: Name, payload: Payload<Name>, changes?: Changes): void {
    const event = { name, workspaceId: this.current.id, subjectId: null, payload, changes };
    this.record(event as Parameters<Workspace['record']>[0]);
  }
}

type OwnEvent =
  | 'workspace:updated'
  | 'workspace:suspended'
  | 'workspace:activated'
  | 'workspace:security-changed'
  | 'workspace:deleted'
  | 'workspace:restored';
type Payload<Name extends OwnEvent> = WorkspaceEvents[Name];
