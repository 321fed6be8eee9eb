import type { WorkspaceId } from '../../../core/domain/ids';
import { token } from '../../../core/domain/token';
import type { Role, RoleId } from './Role';

/** The custom roles of workspaces. */
export interface RoleRepository {
  /** How many roles the workspace has; until commit nobody else adds one. */
  holdCount(workspaceId: WorkspaceId): Promise<number>;
  /** Writes a new role, its audit line and event. @throws DomainError ROLE_NAME_TAKEN. */
  add(role: Role): Promise<void>;
  /** The role, held until commit: whoever else wants to change or to assign it waits. */
  find(workspaceId: WorkspaceId, id: RoleId): Promise<Role | null>;
  /** Writes what changed, its audit line and event. @throws DomainError ROLE_NAME_TAKEN, VERSION_STALE. */
  save(role: Role): Promise<void>;
  /** @throws DomainError ROLE_IN_USE. */
  remove(role: Role): Promise<void>;
}
export const RoleRepository = token<RoleRepository>('RoleRepository');
