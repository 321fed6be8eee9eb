import { token } from '../domain/token';
import type { UserId, WorkspaceId } from '../domain/ids';

/** What was acted on: `user`, `workspace`, `invitation` … and its id. */
export interface AuditTarget {
  readonly type: string;
  readonly id: string;
}

export interface AuditEntry {
  /** Dotted and stable: `login.failed`, `password.reset`. */
  readonly action: string;
  readonly actorId: UserId | null;
  readonly workspaceId: WorkspaceId | null;
  /** The account concerned; rows with it make up that person's security log. */
  readonly subjectId: UserId | null;
  /** When it is neither that account nor, where there is none, the workspace. */
  readonly target?: AuditTarget;
  readonly details: Readonly<Record<string, unknown>>;
}

/** Appends to the audit log: inside a unit of work with it, outside in a unit of its own. Never updates. */
export interface AuditTrail {
  append(entries: readonly AuditEntry[]): Promise<void>;
}
export const AuditTrail = token<AuditTrail>('AuditTrail');
