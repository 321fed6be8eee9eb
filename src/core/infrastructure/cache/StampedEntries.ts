import { createHmac, createSecretKey, hkdfSync, timingSafeEqual, type KeyObject } from 'node:crypto';
import type { WalPosition } from './DropHistory';
import { readValue, writeValue } from './writtenValue';

export interface StampedValue {
  readonly stamp: WalPosition;
  readonly value: object;
}

const DIGEST = 32;

/**
 * Values with their stamps as bytes for a store that is not trusted: each is signed together with its key
 * (HMAC-SHA-256), so what was forged, cut off or moved to another key does not open.
 */
export class StampedEntries {
  private readonly signingKey: KeyObject;

  constructor(secret: string) {
    this.signingKey = createSecretKey(
      Buffer.from(hkdfSync('sha256', secret, '', 'portico cache entries', DIGEST)),
    );
  }

  /** Null: such a value cannot be written down. */
  close(key: string, { stamp, value }: StampedValue): Buffer | null {
    try {
      const text = `${stamp.timeline}|${stamp.at}|${writeValue(value)}`;
      return Buffer.concat([this.sign(key, text), Buffer.from(text)]);
    } catch {
      return null;
    }
  }

  /** Null: it was not written here, or not for this key. */
  open(key: string, entry: Buffer): StampedValue | null {
    const text = entry.subarray(DIGEST).toString('utf8');
    const signature = entry.subarray(0, DIGEST);
    if (signature.length !== DIGEST || !timingSafeEqual(signature, this.sign(key, text))) return null;
    const [timeline = '', at = ''] = text.split('|', 2);
    const value = readValue(text.slice(timeline.length + at.length + 2)) as object;
    return { stamp: { timeline, at: Number(at) }, value };
  }

  private sign(key: string, text: string): Buffer {
    return createHmac('sha256', this.signingKey).update(key).update('\0').update(text).digest();
  }
}
