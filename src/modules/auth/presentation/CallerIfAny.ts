import type { Request } from 'express';
import type { Authenticator } from '../../../core/application/Authenticator';
import type { Caller } from '../../../core/application/Caller';
import type { RequestContext } from '../../../core/application/RequestContext';

/** Who calls a route that is open to anyone, when they say so with an access token. */
export class CallerIfAny {
  constructor(
    private readonly authenticator: Authenticator,
    private readonly context: RequestContext,
  ) {}

  /** @throws DomainError TOKEN_INVALID, TOKEN_EXPIRED, SESSION_ENDED. */
  async of({ headers: { authorization } }: Request): Promise<Caller | null> {
    if (authorization === undefined) return null;
    const token = /^Bearer (\S+)$/i.exec(authorization)?.[1] ?? '';
    const caller = await this.authenticator.authenticate(this.authenticator.read(token));
    const facts = this.context.current();
    if (facts) facts.userId = caller.userId;
    return caller;
  }
}
