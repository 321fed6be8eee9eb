import type { UserId } from '../../domain/ids';

const WINDOW_MS = 1_000;

/** How many messages came from each account within the second, by whichever of its sockets. */
export class AccountRates {
  private readonly counts = new Map<UserId, number>();
  private since = performance.now();

  /** Counts one more. @returns how many it makes */
  count(userId: UserId): number {
    const now = performance.now();
    if (now - this.since >= WINDOW_MS) {
      this.since = now;
      this.counts.clear();
    }
    const counted = (this.counts.get(userId) ?? 0) + 1;
    this.counts.set(userId, counted);
    return counted;
  }
}
