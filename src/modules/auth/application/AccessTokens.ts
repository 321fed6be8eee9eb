import type { Claim } from '../../../core/application/Authenticator';
import { token } from '../../../core/domain/token';

export interface AccessTokenFacts extends Omit<Claim, 'expiresAt'> {
  readonly email: string;
  readonly role: string | null;
}

export interface IssuedAccessToken {
  readonly accessToken: string;
  /** As configured: "15m". */
  readonly expiresIn: string;
  readonly expiresAt: Date;
}

/** JWT, HS256 only (RFC 8725), for 15 minutes. Its claims are for clients to read. */
export interface AccessTokens {
  issue(facts: AccessTokenFacts): IssuedAccessToken;
  /** @throws DomainError TOKEN_INVALID, TOKEN_EXPIRED. @param evenExpired accepts one that has run out: for signing out. */
  read(accessToken: string, evenExpired?: boolean): Claim;
}
export const AccessTokens = token<AccessTokens>('AccessTokens');
