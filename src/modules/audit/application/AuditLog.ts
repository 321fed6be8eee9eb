import type { Page } from '../../../core/application/Page';
import type { UserId, WorkspaceId } from '../../../core/domain/ids';
import { token } from '../../../core/domain/token';

/** Whose rows somebody may read: those of one workspace or, for a super admin, all and those of the platform. */
export type AuditSight = { readonly workspaceId: WorkspaceId; readonly readerId: UserId } | 'everything';

export interface AuditFilter {
  readonly actor?: string;
  /** `member.removed`, or all that begin alike: `member.*`. */
  readonly action?: string;
  readonly targetType?: string;
  readonly targetId?: string;
  /** ISO 8601, inclusive. */
  readonly from?: string;
  /** ISO 8601, exclusive. */
  readonly to?: string;
  readonly requestId?: string;
  readonly workspaceId?: string;
}

export interface AuditRecord {
  readonly id: string;
  readonly occurredAt: Date;
  readonly action: string;
  readonly actorId: string | null;
  /** Null, like the address, when whoever reads does not see that account. */
  readonly actorName: string | null;
  readonly actorEmail: string | null;
  readonly targetType: string | null;
  readonly targetId: string | null;
  readonly workspaceId: string | null;
  readonly details: Readonly<Record<string, unknown>>;
  readonly ip: string | null;
  readonly userAgent: string | null;
  readonly requestId: string | null;
}

/** Read port: what happened, newest first. */
export interface AuditLog {
  list(sight: AuditSight, filter: AuditFilter, page: Page): Promise<AuditRecord[]>;
}
export const AuditLog = token<AuditLog>('AuditLog');
