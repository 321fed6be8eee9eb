import type { Request } from 'express';
import type { Access } from '../../application/Access';
import { AccessPolicy } from '../../application/AccessPolicy';
import { Authenticator } from '../../application/Authenticator';
import type { Resolve } from '../../application/Injectable';
import { RequestContext } from '../../application/RequestContext';
import { Tenancies } from '../../application/Tenancies';
import type { Permission } from '../../domain/PermissionCatalogue';
import { authenticate, requireAuth } from './authenticate';
import { demandAccess } from './demandAccess';
import { guard, type Guard } from './Guard';
import { requireWorkspace, tenantContext } from './tenantContext';

/** The middleware behind the access rules, by name, for routes that are not endpoints. In this order. */
export interface Guards {
  readonly authenticate: Guard;
  readonly requireAuth: Guard;
  readonly tenantContext: Guard;
  readonly requireWorkspace: Guard;
  /** `requireWorkspace` by its other name. */
  readonly requireOrganization: Guard;
  /** Refuses members who hold none of these: 403 FORBIDDEN, which names the first. */
  requirePermission(permission: Permission, ...or: Permission[]): Guard;
  /** Refuses members with none of these built-in roles: 403 FORBIDDEN. */
  authorize(...roles: string[]): Guard;
  readonly requireSuperAdmin: Guard;
  /** Whatever an access rule demands once it is known who calls, and where. */
  demand(access: Access): (request: Request) => void;
}

export function guards(get: Resolve): Guards {
  const context = get(RequestContext);
  const policy = get(AccessPolicy);
  const workspace = requireWorkspace(get(Tenancies), context);
  return {
    authenticate: authenticate(get(Authenticator), context),
    requireAuth,
    tenantContext: tenantContext(get(Tenancies), context),
    requireWorkspace: workspace,
    requireOrganization: workspace,
    requirePermission: (permission, ...or) =>
      guard(demandAccess(policy, { kind: 'permission', permission, or })),
    authorize: (...roles) => guard(demandAccess(policy, { kind: 'role', roles })),
    requireSuperAdmin: guard(demandAccess(policy, { kind: 'super-admin' })),
    demand: (access) => demandAccess(policy, access),
  };
}

/** What finds out who calls, and in which workspace, before a rule can be held against it. */
export function entryOf(access: Access, by: Guards): Guard[] {
  switch (access.kind) {
    case 'anyone':
    case 'refresh-token':
      return [];
    case 'signed-in':
    case 'super-admin':
      return [by.authenticate, by.requireAuth, by.tenantContext];
    case 'member':
    case 'permission':
    case 'role':
      return [by.authenticate, by.requireAuth, access.orPlatform ? orPlatform(by) : by.requireWorkspace];
  }
}

/** A super admin needs no workspace there. */
function orPlatform(by: Guards): Guard {
  return guard((request) =>
    request.caller?.isSuperAdmin ? by.tenantContext(request) : by.requireWorkspace(request),
  );
}
