import type { Request } from 'express';
import type { Caller, Tenancy } from '../../application/Caller';
import type { RequestContext } from '../../application/RequestContext';
import type { Tenancies } from '../../application/Tenancies';
import { DomainError } from '../../domain/DomainError';
import { asId, isUuid, type WorkspaceId } from '../../domain/ids';
import { notFound } from '../refusals';
import { guard, type Guard } from './Guard';

/**
 * Sets `request.tenantId` and the caller's role when the call is made in a workspace they belong to: the path's, else
 * the header's, else the token's. One that is named and not theirs does not exist: 404. A super admin may name any that
 * there is.
 */
export function tenantContext(tenancies: Tenancies, context: RequestContext): Guard {
  const mayVisit = async (caller: Caller, id: WorkspaceId) =>
    caller.isSuperAdmin && (await tenancies.ofSuperAdmin(id)) !== null;
  return guard(async (request) => {
    const { caller } = request;
    if (!caller) return;
    const named = namedWorkspace(request);
    const id = idOf(named ?? caller.tokenWorkspaceId);
    const tenancy = id && (await tenancies.find(caller.userId, id));
    if (named !== null && !tenancy && !(id && (await mayVisit(caller, id)))) throw notFound();
    enter(request, tenancy, context);
  });
}

/** Refuses calls outside a workspace of the caller: 404. A super admin takes an owner's place in any. */
export function requireWorkspace(tenancies: Tenancies, context: RequestContext): Guard {
  const placeOf = (caller: Caller, id: WorkspaceId) =>
    caller.isSuperAdmin ? tenancies.ofSuperAdmin(id) : tenancies.find(caller.userId, id);
  return guard(async (request) => {
    const { caller } = request;
    const id = caller && idOf(namedWorkspace(request) ?? caller.tokenWorkspaceId);
    const tenancy = id && (await placeOf(caller, id));
    if (!tenancy) throw notFound();
    enter(request, tenancy, context);
  });
}

function enter(request: Request, tenancy: Tenancy | null, context: RequestContext): void {
  request.tenancy = tenancy;
  request.tenantId = tenancy?.workspaceId;
  if (request.user && tenancy) {
    const { role, workspaceId } = tenancy;
    const { userId, email, sid } = request.user;
    request.user = { userId, email, sid, role, workspaceId };
  }
  const facts = context.current();
  if (facts) facts.workspaceId = tenancy?.workspaceId;
}

function namedWorkspace(request: Request): string | null {
  const inPath = request.params.workspaceId as string | undefined;
  const inHeader = request.get('x-workspace-id');
  if (inPath !== undefined && inHeader !== undefined && inPath.toLowerCase() !== inHeader.toLowerCase()) {
    throw new DomainError(
      'invalid',
      'WORKSPACE_CONFLICT',
      'The path and X-Workspace-Id name different workspaces.',
    );
  }
  return inPath ?? inHeader ?? null;
}

function idOf(id: string | null): WorkspaceId | null {
  return id !== null && isUuid(id) ? asId<'workspace'>(id.toLowerCase()) : null;
}
