import type { Request } from 'express';
import { DomainError } from '../../../core/domain/DomainError';
import { invalid, type Cookie } from '../../../core/kit';
import type { SessionBearer, Bearer } from '../application/SessionBearer';
import { refreshInvalid } from '../domain/errors';
import type { CsrfGuard } from './CsrfGuard';
import type { RefreshCookie } from './RefreshCookie';

export interface PresentedRefreshToken {
  readonly token: string;
  readonly by: 'cookie' | 'body';
}

/** How a call brings its refresh token: in the body, or in the cookie and then with proof of its origin. */
export class RefreshTokenCall {
  constructor(
    private readonly cookie: RefreshCookie,
    private readonly csrf: CsrfGuard,
    private readonly bearer: SessionBearer,
  ) {}

  /** @throws DomainError VALIDATION_ERROR when cookie and body bring different ones. */
  presented(request: Request, inBody: string | undefined): PresentedRefreshToken | null {
    const inCookie = this.cookie.read(request);
    if (inBody !== undefined && inCookie !== null && inBody !== inCookie) {
      throw invalid([
        { path: 'body.refreshToken', message: 'is not the one in the cookie; send one of them' },
      ]);
    }
    if (inBody !== undefined) return { token: inBody, by: 'body' };
    return inCookie === null ? null : { token: inCookie, by: 'cookie' };
  }

  /**
   * The session behind the token; null when there is none.
   * @throws DomainError CSRF_INVALID, ORIGIN_REFUSED for a live session presented by cookie without them.
   */
  async session(request: Request, { token, by }: PresentedRefreshToken): Promise<Bearer | null> {
    const found = await this.bearer.find(token);
    if (found?.isLive && by === 'cookie') await this.csrf.demand(request, found.sessionId);
    return found;
  }

  /** A CSRF token for the session of the cookie. @throws DomainError TOKEN_MISSING, REFRESH_INVALID. */
  async csrfToken(request: Request): Promise<string> {
    const token = this.cookie.read(request);
    if (token === null)
      throw new DomainError('unauthenticated', 'TOKEN_MISSING', 'There is no refresh cookie.');
    const found = await this.bearer.find(token);
    if (!found?.isLive) throw refreshInvalid();
    return this.csrf.issue(request, found.sessionId);
  }

  clearCookie(request: Request): Cookie {
    return this.cookie.clear(request);
  }
}
