import type { Permission } from '../domain/PermissionCatalogue';
import { token } from '../domain/token';

export interface PermissionDefinition {
  readonly name: Permission;
  /** What it lets one do. */
  readonly description: string;
}

/** Every permission that a module declares. */
export interface PermissionDefinitions {
  /** By name, in alphabetical order. */
  readonly all: readonly PermissionDefinition[];
  has(name: string): name is Permission;
}
export const PermissionDefinitions = token<PermissionDefinitions>('PermissionDefinitions');
