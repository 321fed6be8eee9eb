import { token } from '../domain/token';
import type { Id } from '../domain/ids';

/** Everything unpredictable or unique, from the operating system's CSPRNG. */
export interface Random {
  /** A UUID version 7 (RFC 9562): ordered by creation time. */
  id<Kind extends string>(): Id<Kind>;
  /** `size` bytes. */
  bytes(size: number): Buffer;
  /** A secret of 256 bits as 43 characters of base64url. */
  secret(): string;
}
export const Random = token<Random>('Random');
