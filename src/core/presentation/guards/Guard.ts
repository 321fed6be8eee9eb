import type { NextFunction, Request as ExpressRequest } from 'express';
import type { Caller, Tenancy } from '../../application/Caller';
import type { SessionId, UserId, WorkspaceId } from '../../domain/ids';

/** Who calls, in the words of the access token but as things stand now. */
export interface RequestUser {
  readonly userId: UserId;
  readonly email: string;
  readonly sid: SessionId;
  /** Built-in role in that workspace; null outside a workspace. */
  readonly role: string | null;
  readonly workspaceId: WorkspaceId | null;
}

declare module 'express-serve-static-core' {
  interface Request {
    /** Set by `authenticate`, unless the call is anonymous. */
    user?: RequestUser;
    /** The workspace of the call, set by `tenantContext` and `requireWorkspace`. */
    tenantId?: WorkspaceId;
    caller?: Caller;
    tenancy?: Tenancy | null;
  }
}

/**
 * Lets a request pass, and notes on it what it found out; or throws the refusal, a DomainError. An Express
 * middleware, which can be called without `next` as well.
 */
export type Guard = (
  request: ExpressRequest,
  response?: unknown,
  next?: NextFunction,
) => Promise<void> | void;

export function guard(check: (request: ExpressRequest) => Promise<void> | void): Guard {
  return (request, _response, next) => {
    const checked = check(request);
    if (checked) return next ? checked.then(() => next()) : checked;
    next?.();
    return undefined;
  };
}
