import { AggregateRoot } from '../../../core/domain/AggregateRoot';
import type { Changes } from '../../../core/domain/EventCatalogue';
import type { Id, WorkspaceId } from '../../../core/domain/ids';
import type { Permission } from '../../../core/domain/PermissionCatalogue';

export type RoleId = Id<'role'>;

export interface RoleState {
  readonly id: RoleId;
  readonly workspaceId: WorkspaceId;
  readonly name: string;
  /** In alphabetical order, each once. */
  readonly permissions: readonly Permission[];
}

export type RoleEdit = Partial<Pick<RoleState, 'name' | 'permissions'>>;

/** A role that a workspace made for itself, beside the built-in ones. */
export class Role extends AggregateRoot {
  private constructor(
    private current: RoleState,
    version: number,
  ) {
    super(version);
  }

  static create(state: RoleState): Role {
    const role = new Role(tidy(state), 0);
    const { id: roleId, name, permissions } = role.current;
    role.record({ name: 'workspace:role:created', ...role.about, payload: { roleId, name, permissions } });
    return role;
  }

  static restore(state: RoleState, version: number): Role {
    return new Role(tidy(state), version);
  }

  get state(): RoleState {
    return this.current;
  }

  edit(edit: RoleEdit): void {
    const before = this.current;
    this.current = tidy({ ...before, ...edit });
    const changes = changesBetween(before, this.current);
    if (Object.keys(changes).length === 0) return;
    const { id: roleId, name, permissions } = this.current;
    const payload = { roleId, name, permissions };
    this.record({ name: 'workspace:role:updated', ...this.about, payload, changes });
  }

  delete(): void {
    const { id: roleId, name } = this.current;
    this.record({ name: 'workspace:role:deleted', ...this.about, payload: { roleId, name } });
  }

  private get about() {
    return { workspaceId: this.current.workspaceId, subjectId: null };
  }
}

function tidy(state: RoleState): RoleState {
  return { ...state, name: state.name.trim(), permissions: [...new Set(state.permissions)].sort() };
}

function changesBetween(before: RoleState, after: RoleState): Changes {
  const isRenamed = before.name !== after.name;
  const isOther = before.permissions.join() !== after.permissions.join();
  return {
    ...(isRenamed && { name: { before: before.name, after: after.name } }),
    ...(isOther && { permissions: { before: before.permissions, after: after.permissions } }),
  };
}
