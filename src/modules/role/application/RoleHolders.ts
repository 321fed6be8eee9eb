import type { Page } from '../../../core/application/Page';
import type { UserId, WorkspaceId } from '../../../core/domain/ids';
import type { Permission } from '../../../core/domain/PermissionCatalogue';
import { token } from '../../../core/domain/token';
import type { RoleId } from '../domain/Role';

/** Somebody who could do more or less than now. */
export interface AffectedMember {
  /** Of the account. */
  readonly id: UserId;
  readonly email: string;
  readonly name: string;
  readonly role: string;
  /** In alphabetical order, as the next. */
  readonly gains: readonly Permission[];
  readonly loses: readonly Permission[];
}

/**
 * Who has which custom role, which is for workspace to know: it implements this. To be asked inside a unit of
 * work.
 */
export interface RoleHolders {
  /** With the commit of the surrounding unit of work, whatever is remembered of its holders is forgotten. */
  changed(workspaceId: WorkspaceId, roleId: RoleId): Promise<void>;
  /**
   * The active members whom the role would let do more or less if it permitted just `next`: what another role
   * of theirs permits is neither gained nor lost. Oldest accounts first.
   */
  affected(
    workspaceId: WorkspaceId,
    roleId: RoleId,
    next: readonly Permission[],
    page: Page,
  ): Promise<AffectedMember[]>;
}
export const RoleHolders = token<RoleHolders>('RoleHolders');
