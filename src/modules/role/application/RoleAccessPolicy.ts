import type { Access } from '../../../core/application/Access';
import type { AccessPolicy } from '../../../core/application/AccessPolicy';
import type { Caller, Tenancy } from '../../../core/application/Caller';
import { DomainError } from '../../../core/domain/DomainError';

export class RoleAccessPolicy implements AccessPolicy {
  demand(access: Access, caller: Caller, tenancy: Tenancy | null): void {
    switch (access.kind) {
      case 'anyone':
      case 'refresh-token':
      case 'signed-in':
        return;
      case 'super-admin':
        if (!caller.isSuperAdmin) throw forbidden('Only a super admin may do this.');
        return;
      case 'member':
      case 'permission':
        this.demandInWorkspace(access, caller, tenancy);
    }
  }

  private demandInWorkspace(
    access: Extract<Access, { kind: 'member' | 'permission' }>,
    caller: Caller,
    tenancy: Tenancy | null,
  ): void {
    if (caller.isSuperAdmin) return;
    if (!tenancy) throw forbidden('Only members of the workspace may do this.');
    if (tenancy.suspended)
      throw new DomainError('forbidden', 'WORKSPACE_SUSPENDED', 'This workspace is suspended.');
    if (access.kind === 'permission' && !tenancy.permissions.has(access.permission)) {
      throw forbidden(`This needs the permission ${access.permission}.`, access.permission);
    }
  }
}

function forbidden(message: string, permission?: string): DomainError {
  return new DomainError('forbidden', 'FORBIDDEN', message, { permission });
}
