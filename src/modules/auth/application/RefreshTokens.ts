import { token } from '../../../core/domain/token';

/** Makes opaque refresh tokens of 256 bits and what is stored of them. */
export interface RefreshTokens {
  first(): string;
  /** The one successor of `parent` under `salt`: HMAC(REFRESH_TOKEN_SECRET, salt ‖ parent). */
  successor(parent: string, salt: Buffer): string;
  hash(refreshToken: string): Buffer;
}
export const RefreshTokens = token<RefreshTokens>('RefreshTokens');
