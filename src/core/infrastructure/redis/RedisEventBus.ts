import type { EventBus, EventListener, PublishedEvent } from '../../application/EventBus';
import type { Service } from '../../kit/defineModule';
import type { EventMessages } from './EventMessages';
import type { RedisConnection } from './RedisConnection';

/** Events of other processes that wait for the listeners of this one; what comes on top is missed. */
const MOST_WAITING = 10_000;

/**
 * Tells the listeners of this process, and by Redis those of every other one. Nobody waits for Redis: what is said
 * while it is away stays unheard elsewhere.
 */
export class RedisEventBus implements EventBus, Service {
  private readonly missed = new Set<() => void>();
  private turn: Promise<void> = Promise.resolve();
  private waiting = 0;

  constructor(
    private readonly local: EventBus,
    private readonly redis: RedisConnection,
    private readonly channel: string,
    private readonly messages: EventMessages,
  ) {}

  start(): void {
    this.redis.subscribe(
      this.channel,
      (message) => this.hear(message),
      () => this.tellMissed(),
    );
  }

  /** The connection ends with Redis. */
  stop(): void {}

  subscribe(listener: EventListener, missed?: () => void): () => void {
    const leave = this.local.subscribe(listener);
    if (missed) this.missed.add(missed);
    return () => {
      leave();
      if (missed) this.missed.delete(missed);
    };
  }

  publish(event: PublishedEvent): Promise<void> {
    const message = this.messages.write(event);
    void this.redis.ask((client) => client.publish(this.channel, message)).catch(() => undefined);
    return this.local.publish(event);
  }

  private hear(message: string): void {
    const event = this.messages.read(message);
    if (event === null) return;
    if (this.waiting >= MOST_WAITING) {
      this.tellMissed();
      return;
    }
    this.waiting += 1;
    this.turn = this.turn
      .then(() => this.local.publish(event))
      .finally(() => {
        this.waiting -= 1;
      });
  }

  private tellMissed(): void {
    for (const listener of this.missed) listener();
  }
}
