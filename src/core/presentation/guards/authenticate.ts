import type { Request } from 'express';
import type { Authenticator } from '../../application/Authenticator';
import type { RequestContext } from '../../application/RequestContext';
import { DomainError } from '../../domain/DomainError';
import type { UserId } from '../../domain/ids';
import { tokenMissing } from '../refusals';
import { guard, type Guard } from './Guard';

const BEARER = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i;

/** Sets `request.user`. Without a token a call is anonymous and passes; a token that does not hold is refused. */
export function authenticate(authenticator: Authenticator, context: RequestContext): Guard {
  return guard(async (request) => {
    const token = bearerOf(request);
    if (token === null) return;
    const caller = await authenticator.authenticate(authenticator.read(token));
    const { userId, email, sid } = caller;
    request.caller = caller;
    request.user = { userId, email, sid, role: null, workspaceId: null };
    const facts = context.current();
    if (facts) facts.userId = userId;
  });
}

/** Refuses anonymous calls: 401 TOKEN_MISSING. */
export const requireAuth: Guard = guard(({ caller }) => {
  if (!caller) throw tokenMissing();
});

/** Whom the token names when its signature and times hold; nothing else is looked up. */
export function claimantOf(request: Request, authenticator: Authenticator): UserId | null {
  const token = bearerOf(request);
  if (token === null) return null;
  try {
    return authenticator.read(token).userId;
  } catch (error) {
    if (error instanceof DomainError) return null;
    throw error;
  }
}

/** `''` for a header that holds no bearer token, null without one. */
function bearerOf({ headers }: Request): string | null {
  if (headers.authorization === undefined) return null;
  return BEARER.exec(headers.authorization)?.[1] ?? '';
}
