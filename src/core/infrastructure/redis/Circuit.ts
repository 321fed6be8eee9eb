/**
 * Keeps callers from waiting for what does not answer: after a failure nobody is let through for a while, then
 * one at a time, until one succeeds.
 */
export class Circuit {
  private closedAgainAt = 0;
  private isBroken = false;
  private isTried = false;

  constructor(
    private readonly openMs: number,
    private readonly now: () => number = () => performance.now(),
  ) {}

  get isClosed(): boolean {
    return !this.isBroken;
  }

  /** Whoever is let through says how it went. */
  admits(): boolean {
    if (!this.isBroken) return true;
    if (this.isTried || this.now() < this.closedAgainAt) return false;
    this.isTried = true;
    return true;
  }

  succeeded(): void {
    this.isBroken = false;
    this.isTried = false;
  }

  failed(): void {
    this.isBroken = true;
    this.isTried = false;
    this.closedAgainAt = this.now() + this.openMs;
  }
}
