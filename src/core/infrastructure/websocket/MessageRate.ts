const WINDOW_MS = 1_000;

/** How many messages came within the second. */
export class MessageRate {
  private inWindow = 0;
  private since = performance.now();

  /** Counts one more. @returns how many it makes */
  count(): number {
    const now = performance.now();
    if (now - this.since >= WINDOW_MS) {
      this.since = now;
      this.inWindow = 0;
    }
    this.inWindow += 1;
    return this.inWindow;
  }
}
