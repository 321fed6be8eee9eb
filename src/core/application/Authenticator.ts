import { token } from '../domain/token';
import type { SessionId, UserId, WorkspaceId } from '../domain/ids';
import type { Caller } from './Caller';

/** What an access token says, once its signature and times hold. Who it is about is looked up. */
export interface Claim {
  readonly userId: UserId;
  readonly sid: SessionId;
  readonly workspaceId: WorkspaceId | null;
  /** When the token runs out. */
  readonly expiresAt: Date;
}

export interface Authenticator {
  /** @throws DomainError `unauthenticated`: TOKEN_INVALID, TOKEN_EXPIRED. */
  read(accessToken: string): Claim;
  /**
   * Who is calling. A session or account that ended is noticed within a second on every node.
   * @throws DomainError `unauthenticated`: SESSION_ENDED.
   */
  authenticate(claim: Claim): Promise<Caller>;
}
export const Authenticator = token<Authenticator>('Authenticator');
