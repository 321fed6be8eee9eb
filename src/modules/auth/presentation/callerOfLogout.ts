import type { Request } from 'express';
import { DomainError } from '../../../core/domain/DomainError';
import { tokenMissing } from '../../../core/kit';
import type { AccessTokens } from '../application/AccessTokens';
import type { Bearer } from '../application/SessionBearer';
import type { LiveSessions } from '../application/LiveSessions';
import type { RefreshTokenCall } from './RefreshTokenCall';

/**
 * Who wants to leave: named by an access token (an expired one will do), else by a refresh token. Null when
 * what they brought names no session: there is nothing left to end.
 * @throws DomainError TOKEN_MISSING when they brought nothing; CSRF_INVALID, ORIGIN_REFUSED.
 */
export async function callerOfLogout(
  request: Request,
  inBody: string | undefined,
  call: RefreshTokenCall,
  tokens: AccessTokens,
  live: LiveSessions,
): Promise<Bearer | null> {
  const bearer = await callerByAccessToken(request, tokens, live);
  if (bearer) return bearer;
  const presented = call.presented(request, inBody);
  if (presented) return call.session(request, presented);
  if (request.headers.authorization === undefined) throw tokenMissing();
  return null;
}

async function callerByAccessToken(
  request: Request,
  tokens: AccessTokens,
  live: LiveSessions,
): Promise<Bearer | null> {
  const accessToken = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (accessToken === undefined) return null;
  try {
    const { sid: sessionId, userId } = tokens.read(accessToken, true);
    return { sessionId, userId, isLive: await live.isLive(sessionId, userId) };
  } catch (error) {
    if (error instanceof DomainError && error.kind === 'unauthenticated') return null;
    throw error;
  }
}
