import { canonicalJson } from './canonicalJson';

/** What the application itself says of an audit row; the time is told by the database. */
export interface SealedRow {
  readonly id: string;
  readonly action: string;
  readonly actorId: string | null;
  readonly subjectId: string | null;
  readonly workspaceId: string | null;
  readonly targetType: string | null;
  readonly targetId: string | null;
  readonly details: unknown;
  readonly ip: string | null;
  readonly userAgent: string | null;
  readonly requestId: string | null;
}

/** The text that is signed as the seal of a row: no two rows have the same. */
export function sealedText(row: SealedRow): string {
  return JSON.stringify([
    row.id,
    row.action,
    row.actorId,
    row.subjectId,
    row.workspaceId,
    row.targetType,
    row.targetId,
    canonicalJson(row.details),
    row.ip,
    row.userAgent,
    row.requestId,
  ]);
}
