import type { PermissionDefinition, PermissionDefinitions } from '../application/PermissionDefinitions';
import type { Permission } from '../domain/PermissionCatalogue';
import type { ModuleDefinition } from '../kit/defineModule';

export function collectPermissions(modules: readonly ModuleDefinition[]): PermissionDefinitions {
  const declared = modules.flatMap(({ permissions }) => Object.entries<string>(permissions));
  const all = declared
    .map(([name, description]) => ({ name, description }) as PermissionDefinition)
    .sort((one, other) => (one.name < other.name ? -1 : 1));
  const names = new Set<string>(all.map(({ name }) => name));
  return { all, has: (name): name is Permission => names.has(name) };
}
