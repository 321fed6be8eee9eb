import type { Permission } from '../../../core/domain/PermissionCatalogue';
import { idOfBuiltInRole, permissionsOf, type BuiltInRole } from './builtInRoles';
import type { RoleState } from './Role';

export type HeldRole = Pick<RoleState, 'id' | 'name' | 'permissions'>;

/** Where a member stands: what decides over them, and what they hold. */
export interface Standing {
  /** Whether their account is neither banned nor deactivated. */
  readonly hasActiveAccount: boolean;
  /** Whether they are an active member. */
  readonly isActive: boolean;
  /** Whether the workspace is suspended. */
  readonly isSuspended: boolean;
  /** Whether the workspace demands a second factor that they have not. */
  readonly isMfaMissing: boolean;
  readonly isSuperAdmin: boolean;
  readonly role: BuiltInRole;
  readonly customRoles: readonly HeldRole[];
}

export interface Reason {
  readonly kind: 'role' | 'missing' | 'suspended' | 'banned' | 'super_admin' | 'mfa';
  readonly role?: string;
  readonly roleId?: string;
  readonly permission?: Permission;
}

/** What lets somebody do it: every role that permits it, and the platform's. */
export function reasonsFor({ isSuperAdmin, role, customRoles }: Standing, permission: Permission): Reason[] {
  const builtIn = { id: idOfBuiltInRole(role), name: role, permissions: [...permissionsOf(role)] };
  const roles = [builtIn, ...customRoles].filter(({ permissions }) => permissions.includes(permission));
  return [
    ...(isSuperAdmin ? [{ kind: 'super_admin' } as const] : []),
    ...roles.map(({ id, name }) => ({ kind: 'role', role: name, roleId: id, permission }) as const),
  ];
}

/** All that keeps somebody from it. */
export function reasonsAgainst(standing: Standing, permission: Permission): Reason[] {
  const { hasActiveAccount, isActive, isSuspended, isMfaMissing, isSuperAdmin } = standing;
  const isShutOut = !isSuperAdmin && (isSuspended || !isActive);
  return [
    ...(hasActiveAccount ? [] : [{ kind: 'banned' } as const]),
    ...(isShutOut ? [{ kind: 'suspended' } as const] : []),
    ...(isMfaMissing && !isSuperAdmin ? [{ kind: 'mfa' } as const] : []),
    ...(reasonsFor(standing, permission).length > 0 ? [] : [{ kind: 'missing', permission } as const]),
  ];
}
