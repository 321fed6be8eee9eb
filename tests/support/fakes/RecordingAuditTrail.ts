import type { AuditEntry, AuditTrail } from '../../../src/core/application/AuditTrail';
import { withoutSecrets } from '../../../src/core/infrastructure/logging/withoutSecrets';
import { Memory } from './Memory';

export class RecordingAuditTrail implements AuditTrail {
  readonly entries: AuditEntry[];

  constructor(memory = new Memory()) {
    this.entries = memory.list();
  }

  append(entries: readonly AuditEntry[]): Promise<void> {
    this.entries.push(...entries.map((entry) => ({ ...entry, details: withoutSecrets(entry.details) })));
    return Promise.resolve();
  }
}
