/** Calls one after the other until it is stopped, with how each was answered and how long that took. */
export class Traffic {
  private readonly outcomes: { readonly status: number; readonly ms: number }[] = [];
  private isOver = false;
  private readonly callers: Promise<unknown>;

  constructor(callers: number, call: (caller: number) => Promise<number>) {
    this.callers = Promise.all(Array.from({ length: callers }, (_none, caller) => this.repeat(caller, call)));
  }

  async stop(): Promise<void> {
    this.isOver = true;
    await this.callers;
  }

  get statuses(): number[] {
    return [...new Set(this.outcomes.map(({ status }) => status))].sort((one, other) => one - other);
  }

  /** Milliseconds that 99 of 100 calls took at most. */
  get p99(): number {
    const sorted = this.outcomes.map(({ ms }) => ms).sort((one, other) => one - other);
    return sorted[Math.floor(sorted.length * 0.99)] ?? 0;
  }

  private async repeat(caller: number, call: (caller: number) => Promise<number>): Promise<void> {
    while (!this.isOver) {
      const began = performance.now();
      const status = await call(caller);
      this.outcomes.push({ status, ms: performance.now() - began });
    }
  }
}
