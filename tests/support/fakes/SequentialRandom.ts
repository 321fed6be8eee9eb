import { createHash } from 'node:crypto';
import type { Random } from '../../../src/core/application/Random';
import { asId, type Id } from '../../../src/core/domain/ids';

/** Never the same twice, always the same again: ids count up, bytes are hashes of a counter. */
export class SequentialRandom implements Random {
  private count = 0;

  id<Kind extends string>(): Id<Kind> {
    const time = this.next().toString(16).padStart(12, '0');
    return asId<Kind>(`${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000000`);
  }

  bytes(size: number): Buffer {
    const blocks = Array.from({ length: Math.ceil(size / 32) }, () =>
      createHash('sha256').update(String(this.next())).digest(),
    );
    return Buffer.concat(blocks).subarray(0, size);
  }

  secret(): string {
    return this.bytes(32).toString('base64url');
  }

  private next(): number {
    this.count += 1;
    return this.count;
  }
}
