import { asId } from '../../../core/domain/ids';
import type { Permission } from '../../../core/domain/PermissionCatalogue';
import type { RoleId } from './Role';

/** From most to least: nobody acts on somebody at or above them, except owners on owners. */
export const builtInRoleNames = ['owner', 'admin', 'manager', 'member', 'viewer'] as const;
export type BuiltInRole = (typeof builtInRoleNames)[number];

const viewer = ['users.read'] as const satisfies readonly Permission[];
const manager = [
  ...viewer,
  'members.invite',
  'members.remove',
  'users.delete',
  'roles.assign',
] as const satisfies readonly Permission[];
const admin = [
  ...manager,
  'users.create',
  'users.update',
  'roles.manage',
  'workspaces.manage',
  'audit.read',
  'webhooks.manage',
] as const satisfies readonly Permission[];
const owner = [...admin, 'workspaces.delete', 'workspaces.transfer'] as const satisfies readonly Permission[];

const permissionsByRole: Readonly<Record<BuiltInRole, ReadonlySet<Permission>>> = {
  owner: new Set(owner),
  admin: new Set(admin),
  manager: new Set(manager),
  member: new Set(viewer),
  viewer: new Set(viewer),
};

export function isBuiltInRole(name: string): name is BuiltInRole {
  return Object.hasOwn(permissionsByRole, name);
}

export function permissionsOf(role: BuiltInRole): ReadonlySet<Permission> {
  return permissionsByRole[role];
}

/** The same in every workspace and for ever; below every id of a custom role. */
const idsByRole: Readonly<Record<BuiltInRole, RoleId>> = {
  owner: asId('00000000-0000-7000-8000-000000000001'),
  admin: asId('00000000-0000-7000-8000-000000000002'),
  manager: asId('00000000-0000-7000-8000-000000000003'),
  member: asId('00000000-0000-7000-8000-000000000004'),
  viewer: asId('00000000-0000-7000-8000-000000000005'),
};

export function idOfBuiltInRole(role: BuiltInRole): RoleId {
  return idsByRole[role];
}

export function isBuiltInRoleId(id: RoleId): boolean {
  return Object.values(idsByRole).includes(id);
}
