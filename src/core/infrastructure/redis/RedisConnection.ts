import { Redis, ReplyError } from 'ioredis';
import type { Log } from '../../application/Log';
import type { RedisConfig } from '../../config/Config';
import { within } from '../../kit/within';
import { Circuit } from './Circuit';
import { redisOptions } from './redisOptions';

const OPEN_MS = 5_000;
/** Milliseconds a start waits for it. */
const START_MS = 1_500;
const PULSE_MS = 1_000;
/** Without a word for so long, though asked each second, a connection is given up and made anew. */
const DEAD_MS = 10_000;

/**
 * A Redis that nothing depends on: a command ends within 250 ms or is refused at once, whatever has become of
 * Redis. It comes back by itself. Loss and recovery are one line of the log each.
 */
export class RedisConnection {
  private readonly client: Redis;
  private readonly subscribers: Redis[] = [];
  private readonly circuit = new Circuit(OPEN_MS);
  private pulse: NodeJS.Timeout | undefined;
  private told: boolean | null = null;
  private isStopped = false;
  private lastError: Error | null = null;

  constructor(
    config: RedisConfig,
    private readonly log: Log,
  ) {
    this.client = new Redis({ ...redisOptions(config), socketTimeout: DEAD_MS });
    this.client.on('error', (error: Error) => (this.lastError = error));
    this.client.on('ready', () => {
      this.circuit.succeeded();
      this.tell();
    });
    this.client.on('close', () => this.tell());
  }

  get isUp(): boolean {
    return this.client.status === 'ready' && this.circuit.isClosed;
  }

  /** Commands that were sent and have no reply yet. */
  get waiting(): number {
    return (this.client as unknown as { commandQueue: { length: number } }).commandQueue.length;
  }

  /** Also where Redis is away: then it goes on trying. */
  async start(): Promise<void> {
    await within(START_MS, this.client.connect()).catch(() => undefined);
    this.pulse = setInterval(() => void this.ask((client) => client.ping()).catch(() => undefined), PULSE_MS);
    this.pulse.unref();
  }

  /** @throws Error when Redis is away, says no or takes too long. */
  async ask<T>(command: (client: Redis) => Promise<T>): Promise<T> {
    if (this.client.status !== 'ready' || !this.circuit.admits()) throw new Error('Redis is away');
    try {
      const reply = await command(this.client);
      this.circuit.succeeded();
      return reply;
    } catch (error) {
      if (error instanceof ReplyError) this.circuit.succeeded();
      else this.failed(error as Error);
      throw error;
    } finally {
      this.tell();
    }
  }

  /**
   * A connection of its own, subscribed whenever it is there.
   * @param subscribed called each time it is, the first time too: what was said before is lost.
   */
  subscribe(channel: string, hear: (message: string) => void, subscribed?: () => void): void {
    const subscriber = this.client.duplicate({ autoResubscribe: false, socketTimeout: undefined });
    this.subscribers.push(subscriber);
    subscriber.on('error', () => undefined);
    subscriber.on('ready', () => {
      void subscriber.subscribe(channel).then(
        () => subscribed?.(),
        () => subscriber.disconnect(true),
      );
    });
    subscriber.on('message', (_channel: string, message: string) => hear(message));
    void subscriber.connect().catch(() => undefined);
  }

  stop(): void {
    clearInterval(this.pulse);
    this.isStopped = true;
    for (const connection of [this.client, ...this.subscribers]) connection.disconnect();
  }

  private failed(error: Error): void {
    this.lastError = error;
    this.circuit.failed();
  }

  private tell(): void {
    const { isUp } = this;
    if (isUp === this.told || this.isStopped) return;
    if (!isUp)
      this.log.warn('Redis is away: limits are counted here, and stricter', { error: this.lastError });
    else if (this.told === false) this.log.info('Redis is back');
    this.told = isUp;
  }
}
