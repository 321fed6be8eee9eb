import { createHmac, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';
import type { AuditSigner } from '../../application/AuditSigner';

/** HMAC-SHA-256 (RFC 2104), each kind under a key of its own derived from the configured one. */
export class HmacAuditSigner implements AuditSigner {
  private readonly keys: Readonly<Record<'row' | 'link', KeyObject>>;

  constructor(secret: string) {
    const keyFor = (kind: string) =>
      createSecretKey(Buffer.from(hkdfSync('sha256', secret, '', `portico audit ${kind}`, 32)));
    this.keys = { row: keyFor('row'), link: keyFor('link') };
  }

  sign(kind: 'row' | 'link', text: string): string {
    return createHmac('sha256', this.keys[kind]).update(text, 'utf8').digest('hex');
  }
}
