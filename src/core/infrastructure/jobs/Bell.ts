import type { ScopedReader } from '../database/ScopedReader';

/** `relay`: whoever numbers events has work. `relay-free`: anybody may take that over. `jobs`: jobs are due. */
export type Work = 'relay' | 'relay-free' | 'jobs';

/** What PostgreSQL calls the bell. */
export const WORK_CHANNEL = 'portico_work';

const SCOPE = { as: 'system', for: 'waking workers' } as const;
const RING = { name: 'ring', text: `SELECT pg_notify('${WORK_CHANNEL}', $1)` };

/**
 * Wakes the workers of other processes, by NOTIFY. To be rung after a commit: inside of transactions NOTIFY would make
 * commits queue. Who does not hear it finds the work by looking.
 */
export class Bell {
  private readonly waiting = new Set<Work>();
  private ringing: Promise<void> | null = null;

  constructor(private readonly reader: ScopedReader) {}

  /** Once for however many ring while it rings. */
  ring(work: Work): void {
    this.waiting.add(work);
    this.ringing ??= this.ringAll();
  }

  /** Until it was rung for all. */
  async rung(): Promise<void> {
    await this.ringing;
  }

  private async ringAll(): Promise<void> {
    for (const work of this.waiting) {
      this.waiting.delete(work);
      await this.reader.rows(SCOPE, RING, [work]).catch(() => undefined);
    }
    this.ringing = null;
  }
}
