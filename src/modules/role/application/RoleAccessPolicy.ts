import type { Access } from '../../../core/application/Access';
import type { AccessPolicy, Claimant } from '../../../core/application/AccessPolicy';
import type { Tenancy } from '../../../core/application/Caller';
import { DomainError } from '../../../core/domain/DomainError';

export class RoleAccessPolicy implements AccessPolicy {
  demand(access: Access, caller: Claimant, tenancy: Tenancy | null): void {
    switch (access.kind) {
      case 'anyone':
      case 'refresh-token':
      case 'signed-in':
        break;
      case 'super-admin':
        if (!caller.isSuperAdmin) throw forbidden('Only a super admin may do this.');
        break;
      case 'member':
      case 'permission':
      case 'role':
        this.demandInWorkspace(access, caller, tenancy);
    }
    if (access.verified && !caller.emailVerified) throw emailNotVerified();
  }

  private demandInWorkspace(
    access: Extract<Access, { kind: 'member' | 'permission' | 'role' }>,
    caller: Claimant,
    tenancy: Tenancy | null,
  ): void {
    if (caller.isSuperAdmin) return;
    if (!tenancy) throw forbidden('Only members of the workspace may do this.');
    if (tenancy.suspended)
      throw new DomainError('forbidden', 'WORKSPACE_SUSPENDED', 'This workspace is suspended.');
    if (tenancy.mfaMissing && !access.withoutMfa) throw mfaSetupRequired();
    if (access.kind === 'member') return;
    if (access.kind === 'role') {
      if (access.roles.includes(tenancy.role)) return;
      throw forbidden(`This is for ${access.roles.join(' or ')}.`);
    }
    const { permission, or = [] } = access;
    if (![permission, ...or].some((enough) => tenancy.permissions.has(enough))) {
      throw forbidden(`This needs the permission ${permission}.`, permission);
    }
  }
}

function forbidden(message: string, permission?: string): DomainError {
  return new DomainError('forbidden', 'FORBIDDEN', message, { permission });
}

function mfaSetupRequired(): DomainError {
  const message = 'This workspace demands a second factor; set one up first.';
  return new DomainError('forbidden', 'MFA_SETUP_REQUIRED', message);
}

function emailNotVerified(): DomainError {
  return new DomainError('forbidden', 'EMAIL_NOT_VERIFIED', 'Verify your e-mail address first.');
}
