import { createHash, createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import type { Random } from '../../../core/application/Random';
import type { RefreshTokens } from '../application/RefreshTokens';

export class HmacRefreshTokens implements RefreshTokens {
  private readonly key: KeyObject;

  constructor(
    secret: string,
    private readonly random: Random,
  ) {
    this.key = createSecretKey(Buffer.from(secret));
  }

  first(): string {
    return this.random.secret();
  }

  successor(parent: string, salt: Buffer): string {
    return createHmac('sha256', this.key).update(salt).update(parent).digest('base64url');
  }

  hash(refreshToken: string): Buffer {
    return createHash('sha256').update(refreshToken).digest();
  }
}
