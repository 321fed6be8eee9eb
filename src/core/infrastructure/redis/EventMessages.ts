import { createHmac, createSecretKey, hkdfSync, timingSafeEqual, type KeyObject } from 'node:crypto';
import type { PublishedEvent } from '../../application/EventBus';

const SIGNATURE = 43;

/**
 * Events as messages of a channel that is not trusted: each is signed (HMAC-SHA-256) together with the process it
 * comes from.
 */
export class EventMessages {
  private readonly signingKey: KeyObject;
  private readonly head: string;

  /** @param origin of this process, unique. */
  constructor(secret: string, origin: string) {
    this.signingKey = createSecretKey(
      Buffer.from(hkdfSync('sha256', secret, '', 'portico event messages', 32)),
    );
    this.head = `${origin} `;
  }

  write(event: PublishedEvent): string {
    const text = this.head + JSON.stringify(event);
    return this.sign(text) + text;
  }

  /** Null: it comes from this process, or was not written by one of this installation. */
  read(message: string): PublishedEvent | null {
    const text = message.slice(SIGNATURE);
    if (text.startsWith(this.head)) return null;
    const [given, right] = [message.slice(0, SIGNATURE), this.sign(text)].map((part) => Buffer.from(part));
    if (given?.length !== right?.length || !timingSafeEqual(given as Buffer, right as Buffer)) return null;
    return JSON.parse(text.slice(text.indexOf(' ') + 1)) as PublishedEvent;
  }

  private sign(text: string): string {
    return createHmac('sha256', this.signingKey).update(text).digest('base64url');
  }
}
