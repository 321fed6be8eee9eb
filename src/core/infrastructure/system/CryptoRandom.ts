import { randomBytes, randomUUID } from 'node:crypto';
import type { Random } from '../../application/Random';
import { asId, type Id } from '../../domain/ids';

const COUNTER_END = 0x1000;

export class CryptoRandom implements Random {
  private lastMs = 0;
  private counter = 0;

  /** RFC 9562, 5.7 and 6.2: 48 bits of Unix milliseconds, version, a counter within the millisecond, 62 random bits. */
  id<Kind extends string>(): Id<Kind> {
    const random = randomUUID();
    this.tick(Number.parseInt(random.slice(0, 3), 16) >> 1);
    const time = this.lastMs.toString(16).padStart(12, '0');
    const counter = this.counter.toString(16).padStart(3, '0');
    return asId<Kind>(`${time.slice(0, 8)}-${time.slice(8)}-7${counter}${random.slice(18)}`);
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
