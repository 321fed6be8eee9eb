import { randomBytes } from 'node:crypto';
import type { Random } from '../../application/Random';
import { asId, type Id } from '../../domain/ids';

const COUNTER_END = 0x1000;

export class CryptoRandom implements Random {
  private lastMs = 0;
  private counter = 0;

  /** RFC 9562, 5.7 and 6.2: 48 bits of Unix milliseconds, version, a counter within the millisecond, 62 random bits. */
  id<Kind extends string>(): Id<Kind> {
    const bytes = randomBytes(16);
    this.tick(bytes.readUInt16BE(6) & 0x7ff);
    bytes.writeUIntBE(this.lastMs, 0, 6);
    bytes.writeUInt16BE(0x7000 | this.counter, 6);
    bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
    const hex = bytes.toString('hex');
    const parts = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)];
    return asId<Kind>(parts.join('-'));
  }

  /** Ids of one process are in order; a full millisecond borrows from the next. */
  private tick(start: number): void {
    const now = Date.now();
    this.counter += 1;
    if (now <= this.lastMs && this.counter < COUNTER_END) return;
    this.lastMs = Math.max(now, this.lastMs + 1);
    this.counter = start;
  }

  bytes(size: number): Buffer {
    return randomBytes(size);
  }

  secret(): string {
    return randomBytes(32).toString('base64url');
  }
}
