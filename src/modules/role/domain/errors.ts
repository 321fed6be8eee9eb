import { DomainError } from '../../../core/domain/DomainError';
import type { Permission } from '../../../core/domain/PermissionCatalogue';

export const roleMissing = () => new DomainError('missing', 'NOT_FOUND', 'There is nothing here.');

export const memberMissing = () => new DomainError('missing', 'NOT_FOUND', 'There is nothing here.');

export const roleNameTaken = () =>
  new DomainError('conflict', 'ROLE_NAME_TAKEN', 'The workspace has a role of this name.');

export const roleNameReserved = () =>
  new DomainError('invalid', 'VALIDATION_ERROR', 'The request is not valid.', {
    details: [{ path: 'body.name', message: 'name is reserved' }],
  });

/** @param unknown their places in the list. */
export const permissionsUnknown = (unknown: readonly number[]) =>
  new DomainError('invalid', 'VALIDATION_ERROR', 'The request is not valid.', {
    details: unknown.map((at) => ({
      path: `body.permissions.${at}`,
      message: `permissions[${at}] is not a permission`,
    })),
  });

export const permissionUnknown = () =>
  new DomainError('invalid', 'VALIDATION_ERROR', 'The request is not valid.', {
    details: [{ path: 'body.permission', message: 'permission is not a permission' }],
  });

export const roleLimit = (most: number) =>
  new DomainError('conflict', 'ROLE_LIMIT', `A workspace has at most ${most} roles of its own.`);

export const roleInUse = () =>
  new DomainError('conflict', 'ROLE_IN_USE', 'Members have this role; take it from them first.');

export const roleBuiltIn = () =>
  new DomainError(
    'conflict',
    'ROLE_BUILT_IN',
    'Built-in roles are the same everywhere and cannot be changed.',
  );

export const beyondOnesOwn = (permission: Permission) =>
  new DomainError(
    'forbidden',
    'FORBIDDEN',
    `Nobody gives or takes what they do not hold: ${permission} is not among your permissions.`,
    { permission },
  );
