import { randomBytes } from 'node:crypto';
import type { Random } from '../../application/Random';
import { asId, type Id } from '../../domain/ids';

export class CryptoRandom implements Random {
  /** RFC 9562, 5.7: 48 bits of Unix milliseconds, version, 74 random bits. */
  id<Kind extends string>(): Id<Kind> {
    const bytes = randomBytes(16);
    bytes.writeUIntBE(Date.now(), 0, 6);
    bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x70, 6);
    bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
    const hex = bytes.toString('hex');
    const parts = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)];
    return asId<Kind>(parts.join('-'));
  }

  bytes(size: number): Buffer {
    return randomBytes(size);
  }

  secret(): string {
    return randomBytes(32).toString('base64url');
  }
}
