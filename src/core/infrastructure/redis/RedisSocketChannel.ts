import { createHmac, createSecretKey, hkdfSync, timingSafeEqual, type KeyObject } from 'node:crypto';
import { EventEmitter } from 'node:events';
import type { RedisConnection } from './RedisConnection';

const SIGNATURE = 32;

type Done = (error: unknown, reply?: unknown) => void;

/**
 * The Redis client that the adapter of Socket.IO asks for, for publishing and for hearing. It never fails: what is
 * said while Redis is away stays unheard elsewhere. Redis is not trusted with sockets, so everything goes through one
 * channel, signed (HMAC-SHA-256) together with the channel the adapter meant.
 */
export class RedisSocketChannel extends EventEmitter {
  private readonly signingKey: KeyObject;
  private pattern = '';

  constructor(
    private readonly redis: RedisConnection,
    private readonly channel: string,
    secret: string,
  ) {
    super();
    this.signingKey = createSecretKey(
      Buffer.from(hkdfSync('sha256', secret, '', 'portico socket messages', SIGNATURE)),
    );
    redis.subscribe(channel, (message) => this.hear(message));
  }

  publish(channel: string, message: string | Buffer): void {
    const bytes = Buffer.from(message);
    const signed = Buffer.concat([this.sign(channel, bytes), bytes]).toString('base64');
    void this.redis
      .ask((client) => client.publish(this.channel, `${channel} ${signed}`))
      .catch(() => undefined);
  }

  psubscribe(pattern: string): void {
    this.pattern = pattern.replace(/\*$/, '');
  }

  /** Everything is heard already. */
  subscribe(): void {}

  unsubscribe(): void {}

  punsubscribe(): void {}

  /** `PUBSUB NUMSUB`: how many processes listen, on whatever channel. */
  send_command(name: string, [what = '']: readonly string[], done: Done): void {
    this.redis
      .ask((client) => client.call(name, what, this.channel))
      .then(
        (reply) => done(null, reply),
        (error: unknown) => done(error),
      );
  }

  private hear(text: string): void {
    const [channel = '', signed = ''] = text.split(' ', 2);
    const message = Buffer.from(signed, 'base64');
    const [signature, bytes] = [message.subarray(0, SIGNATURE), message.subarray(SIGNATURE)];
    if (signature.length !== SIGNATURE || !timingSafeEqual(signature, this.sign(channel, bytes))) return;
    if (channel.startsWith(this.pattern))
      this.emit('pmessageBuffer', this.pattern, Buffer.from(channel), bytes);
    else this.emit('messageBuffer', Buffer.from(channel), bytes);
  }

  private sign(channel: string, bytes: Buffer): Buffer {
    return createHmac('sha256', this.signingKey).update(channel).update('\0').update(bytes).digest();
  }
}
