import type { PermissionDefinitions } from '../../../core/application/PermissionDefinitions';
import type { Permission } from '../../../core/domain/PermissionCatalogue';
import { permissionsUnknown, permissionUnknown } from '../domain/errors';

/** Permissions as somebody typed them, held against the catalogue. */
export class KnownPermissions {
  constructor(private readonly definitions: PermissionDefinitions) {}

  /** @throws DomainError VALIDATION_ERROR, naming each that no module declares. */
  demand(names: readonly string[]): Permission[] {
    const unknown = names.flatMap((name, at) => (this.definitions.has(name) ? [] : [at]));
    if (unknown.length > 0) throw permissionsUnknown(unknown);
    return this.among(names);
  }

  /** @throws DomainError VALIDATION_ERROR. */
  demandOne(name: string): Permission {
    if (!this.definitions.has(name)) throw permissionUnknown();
    return name;
  }

  /** Those the code knows: a role may name one of a module that is gone. */
  among(names: readonly string[]): Permission[] {
    return names.filter((name): name is Permission => this.definitions.has(name));
  }
}
