import type { SessionId, UserId } from '../../../core/domain/ids';
import { token } from '../../../core/domain/token';

export type TokenPurpose = 'reset-password' | 'verify-email' | 'change-email';

export interface TokenOwner {
  readonly userId: UserId;
  /** The address the token was mailed to. */
  readonly email: string;
  /** The session it was asked for in, for a token that dies with it. */
  readonly sessionId?: SessionId;
}

/** Mailed tokens: 256 random bits, stored hashed, one use, the newest of a purpose only. */
export interface OneTimeTokens {
  /** @returns the token, which is stored nowhere. Older ones of the purpose stop working. */
  issue(purpose: TokenPurpose, owner: TokenOwner): Promise<string>;
  /** How many were issued to the account in the last hour; whoever else asks waits for this unit of work to end. */
  issuedLastHour(purpose: TokenPurpose, userId: UserId): Promise<number>;
  /** Holds a valid token for one caller for half a minute; null when it is not valid or held by another. */
  claim(purpose: TokenPurpose, token: string): Promise<TokenOwner | null>;
  /** Gives a claimed token back unused. */
  release(token: string): Promise<void>;
  /** Uses the token up; null when it is not valid. */
  consume(purpose: TokenPurpose, token: string): Promise<TokenOwner | null>;
  /** Makes every open token of an account worthless. */
  revokeAll(userId: UserId, purpose: TokenPurpose): Promise<void>;
}
export const OneTimeTokens = token<OneTimeTokens>('OneTimeTokens');
