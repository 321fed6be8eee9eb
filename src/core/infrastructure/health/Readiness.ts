import type { Clock } from '../../application/Clock';
import type { Log } from '../../application/Log';
import { within } from '../../kit/within';

export interface ReadinessCheck {
  /** Told to whoever asks, so it names a part and no place: `database`. */
  readonly name: string;
  /** Rejects when the part cannot serve. */
  run(): Promise<unknown>;
}

const FRESH_MS = 1_000;
const LONGEST_CHECK_MS = 2_000;

/** Whether requests can be served. However often it is asked, the checks run one at a time and at most once a second. */
export class Readiness {
  private latest: Promise<readonly string[]> | null = null;
  /** Null while the checks run. */
  private answeredAt: number | null = null;
  private failing = '';

  constructor(
    private readonly checks: readonly ReadinessCheck[],
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  /** Names of the parts that cannot serve; empty when all can. */
  failures(): Promise<readonly string[]> {
    if (this.latest === null || !this.isFresh()) this.latest = this.run();
    return this.latest;
  }

  private isFresh(): boolean {
    return this.answeredAt === null || Math.abs(this.now() - this.answeredAt) < FRESH_MS;
  }

  private now(): number {
    return this.clock.now().getTime();
  }

  private async run(): Promise<readonly string[]> {
    this.answeredAt = null;
    const results = await Promise.allSettled(
      this.checks.map(async (check) => within(LONGEST_CHECK_MS, check.run())),
    );
    this.answeredAt = this.now();
    const failed = this.checks.filter((_check, at) => results[at]?.status === 'rejected');
    const names = failed.map(({ name }) => name);
    this.tell(names, results);
    return names;
  }

  /** Only changes are logged: probes ask for ever. */
  private tell(names: readonly string[], results: readonly PromiseSettledResult<unknown>[]): void {
    const failing = names.join();
    if (failing === this.failing) return;
    this.failing = failing;
    const errors = results.flatMap((result) =>
      result.status === 'rejected' ? [result.reason as unknown] : [],
    );
    if (failing === '') this.log.info('Ready again');
    else this.log.warn('Not ready', { failing: names, errors });
  }
}
