import type { Ledger } from '../../../core/application/Ledger';
import type { AuditFilter, AuditLog, AuditRecord, AuditSight } from './AuditLog';
import type { ExportTurns } from './ExportTurns';

const AT_ONCE = 200;
/** Milliseconds between two batches that belong to everybody else. */
const BREATH_MS = 15;

/**
 * The whole filtered log as it is when the export begins, in batches, newest first. No connection is held
 * between two batches, however slow the reader is; one who stops reading ends the export.
 */
export class ExportAuditLog {
  constructor(
    private readonly log: AuditLog,
    private readonly turns: ExportTurns,
    private readonly ledger: Ledger,
    private readonly pause: (milliseconds: number) => Promise<void>,
  ) {}

  /** @throws DomainError EXPORT_LIMIT with the first batch. */
  async *execute(sight: AuditSight, filter: AuditFilter, format: string): AsyncGenerator<AuditRecord[]> {
    const workspaceId = sight === 'everything' ? null : sight.workspaceId;
    const endTurn = this.turns.take(...realmsOf(sight));
    const read = (after: string | null) =>
      this.turns.work(() => this.log.list(sight, filter, { limit: AT_ONCE, after }));
    try {
      let batch = await read(null);
      await this.ledger.record([
        {
          name: 'audit:exported',
          workspaceId,
          subjectId: null,
          payload: { format, filter: Object.entries(filter).map(([name, value]) => `${name}=${value}`) },
        },
      ]);
      yield batch;
      while (batch.length === AT_ONCE) {
        await this.pause(BREATH_MS);
        batch = await read(batch.at(-1)?.id ?? null);
        yield batch;
      }
    } finally {
      endTurn();
    }
  }
}

function realmsOf(sight: AuditSight): string[] {
  return sight === 'everything' ? ['platform'] : [sight.workspaceId, sight.readerId];
}
