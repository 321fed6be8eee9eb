import type { Log } from '../../application/Log';
import type { Service } from '../../kit/defineModule';
import type { WakeUp } from './WakeUp';

export interface LoopOptions {
  readonly name: string;
  /** Milliseconds between two looks when nobody calls. */
  readonly everyMs: number;
  /** Milliseconds from the start to the first look; without it at once. */
  readonly firstAfterMs?: number;
  readonly wakeUp: WakeUp;
  readonly log: Log;
  /** One look; true when there may be more to do at once. */
  pass(): Promise<boolean>;
  /** What to hand back after the last look. */
  stopped?(): Promise<void>;
}

/** Looks for work when called and, as the net, every so often. An error is logged and the next look comes as usual. */
export class PollingLoop implements Service {
  private running: Promise<void> | null = null;
  private timer: NodeJS.Timeout | null = null;
  private again = false;
  private stopped = true;

  constructor(private readonly options: LoopOptions) {}

  start(): void {
    this.stopped = false;
    this.options.wakeUp.listen(() => this.wake());
    const { firstAfterMs } = this.options;
    if (firstAfterMs === undefined) this.wake();
    else this.wakeIn(firstAfterMs);
  }

  async stop(): Promise<void> {
    this.stopped = true;
    if (this.timer) clearTimeout(this.timer);
    await this.running;
    await this.options.stopped?.();
  }

  private wake(): void {
    if (this.stopped) return;
    if (this.running) {
      this.again = true;
      return;
    }
    if (this.timer) clearTimeout(this.timer);
    this.running = this.work().finally(() => {
      this.running = null;
      if (this.stopped) return;
      this.wakeIn(this.options.everyMs);
      if (this.again) this.wake();
    });
  }

  private wakeIn(milliseconds: number): void {
    this.timer = setTimeout(() => this.wake(), milliseconds);
  }

  private async work(): Promise<void> {
    try {
      do {
        this.again = false;
      } while (((await this.options.pass()) || this.again) && !this.stopped);
    } catch (error) {
      this.again = false;
      this.options.log.error(`${this.options.name} failed`, { error });
    }
  }
}
