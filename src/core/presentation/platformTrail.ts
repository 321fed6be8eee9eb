import type { Request } from 'express';
import type { Access } from '../application/Access';
import { AuditTrail } from '../application/AuditTrail';
import type { Caller } from '../application/Caller';
import type { Resolve } from '../application/Injectable';
import { Tenancies } from '../application/Tenancies';
import { invalid } from './refusals';
import { routeOf } from './routeOf';

const LONGEST_REASON = 500;

/** Puts on record what a super admin is about to do by that right, with the reason of `X-Admin-Reason`. */
export type PlatformTrail = (request: Request, access: Access, caller: Caller) => Promise<void>;

/**
 * Reads are acts as well. What they do as a member of a workspace, or with their own account, is none.
 * @throws DomainError VALIDATION_ERROR for a reason that is too long; then nothing is done.
 */
export function platformTrail(get: Resolve): PlatformTrail {
  const audit = get(AuditTrail);
  const tenancies = get(Tenancies);
  return async (request, access, { userId }) => {
    const { tenantId = null, method, params } = request;
    const isPlatform = access.kind === 'super-admin' || access.orPlatform;
    const isInside = access.kind !== 'signed-in' && tenantId !== null;
    if (!isPlatform && !(isInside && !(await tenancies.find(userId, tenantId)))) return;
    const details = { method, route: routeOf(request), params: { ...params }, reason: reasonOf(request) };
    await audit.append([
      { action: 'platform.acted', actorId: userId, subjectId: null, workspaceId: tenantId, details },
    ]);
  };
}

function reasonOf(request: Request): string | null {
  const reason = request.get('x-admin-reason')?.trim() ?? '';
  if (reason.length <= LONGEST_REASON) return reason === '' ? null : reason;
  throw invalid([
    { path: 'header.x-admin-reason', message: `must have at most ${LONGEST_REASON} characters` },
  ]);
}
