import { DomainError } from '../../../core/domain/DomainError';
import type { Permission } from '../../../core/domain/PermissionCatalogue';

export const workspaceMissing = () => new DomainError('missing', 'NOT_FOUND', 'There is nothing here.');

export const workspaceSuspended = () =>
  new DomainError('forbidden', 'WORKSPACE_SUSPENDED', 'This workspace is suspended.');

export const seatLimit = () =>
  new DomainError('conflict', 'SEAT_LIMIT', 'Every seat of the workspace is taken.');

export const workspaceLimit = () =>
  new DomainError('conflict', 'WORKSPACE_LIMIT', 'You own as many workspaces as one person may.');

export const lastOwner = () =>
  new DomainError('conflict', 'LAST_OWNER', 'A workspace needs an owner; make somebody else one first.');

export const slugTaken = () =>
  new DomainError('conflict', 'SLUG_TAKEN', 'Another workspace has this slug; ask for another.');

export const operatorOnly = (field: string) =>
  new DomainError('forbidden', 'FORBIDDEN', `Only a super admin may set ${field}.`);

export const permissionMissing = (permission: Permission) =>
  new DomainError('forbidden', 'FORBIDDEN', `This needs the permission ${permission}.`, { permission });

export const aboveOnesOwn = (permission: Permission) =>
  new DomainError('forbidden', 'FORBIDDEN', 'This goes beyond your own role.', { permission });

/** @param unknown their places in the list. */
export const rolesUnknown = (unknown: readonly number[]) =>
  new DomainError('invalid', 'VALIDATION_ERROR', 'The request is not valid.', {
    details: unknown.map((at) => ({
      path: `body.roleIds.${at}`,
      message: `roleIds[${at}] is not a custom role of the workspace`,
    })),
  });

/** So that nobody shuts themselves out. */
export const mfaNotEnabled = () =>
  new DomainError('conflict', 'MFA_NOT_ENABLED', 'Turn on a second factor of your own first.');

export const transferImpossible = () =>
  new DomainError('conflict', 'TRANSFER_IMPOSSIBLE', 'They are an owner already, or not active.');
