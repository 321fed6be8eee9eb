import type { FileAnswer } from '../../../core/kit';
import type { AuditRecord } from '../application/AuditLog';
import { auditView } from './audit.views';
import type { ExportFormat } from './auditQuery';
import { csvLine } from './csvLine';

const COLUMNS = [
  'id',
  'time',
  'action',
  'actorId',
  'actorName',
  'actorEmail',
  'targetType',
  'targetId',
  'workspaceId',
  'changes',
  'details',
  'ip',
  'userAgent',
  'requestId',
] as const;

interface FileKind {
  readonly contentType: string;
  readonly head: string;
  readonly line: (record: AuditRecord) => string;
}

const KINDS: Readonly<Record<ExportFormat, FileKind>> = {
  ndjson: {
    contentType: 'application/x-ndjson',
    head: '',
    line: (record) => `${JSON.stringify(auditView(record))}\n`,
  },
  csv: { contentType: 'text/csv', head: csvLine(COLUMNS), line: asCsv },
};

export const auditFiles = {
  'application/x-ndjson': 'With `format=ndjson`: one entry a line, as in the list.',
  'text/csv': `With \`format=csv\` (RFC 4180): ${COLUMNS.join(', ')}. A cell that would be a formula begins with \`'\`.`,
};

export function auditFile(format: ExportFormat, batches: AsyncIterable<AuditRecord[]>): FileAnswer {
  const { contentType, head, line } = KINDS[format];
  return { name: `audit-log.${format}`, contentType, pieces: piecesOf(batches, head, line) };
}

async function* piecesOf(
  batches: AsyncIterable<AuditRecord[]>,
  head: string,
  line: FileKind['line'],
): AsyncGenerator<string> {
  let before = head;
  for await (const batch of batches) {
    yield before + batch.map(line).join('');
    before = '';
  }
}

function asCsv(record: AuditRecord): string {
  const { changes, details } = auditView(record);
  return csvLine([
    record.id,
    record.occurredAt.toISOString(),
    record.action,
    record.actorId,
    record.actorName,
    record.actorEmail,
    record.targetType,
    record.targetId,
    record.workspaceId,
    changes === null ? null : JSON.stringify(changes),
    JSON.stringify(details),
    record.ip,
    record.userAgent,
    record.requestId,
  ]);
}
