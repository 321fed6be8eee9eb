import type { Job } from '../../application/Jobs';

/** Of a workspace with so many jobs in hand a worker takes no more, so that its other hands are there for others. */
const CROWDED = 5;

/** What the hands of one worker hold at the moment, by workspace. A job of no workspace counts for none. */
export class InHand {
  private readonly counts = new Map<string, number>();
  private turn: Promise<unknown> = Promise.resolve();

  /** One claim after the other, so that each knows what the one before took. */
  take(claim: (crowded: readonly string[]) => Promise<Job[]>): Promise<Job[]> {
    const taken = this.turn.then(async () => {
      const jobs = await claim(this.crowded());
      this.count(jobs, 1);
      return jobs;
    });
    this.turn = taken.catch(() => undefined);
    return taken;
  }

  release(jobs: readonly Job[]): void {
    this.count(jobs, -1);
  }

  private crowded(): string[] {
    return [...this.counts].filter(([, held]) => held >= CROWDED).map(([workspaceId]) => workspaceId);
  }

  private count(jobs: readonly Job[], by: 1 | -1): void {
    for (const { payload } of jobs) {
      const { workspaceId } = payload;
      if (typeof workspaceId !== 'string') continue;
      const held = (this.counts.get(workspaceId) ?? 0) + by;
      if (held > 0) this.counts.set(workspaceId, held);
      else this.counts.delete(workspaceId);
    }
  }
}
