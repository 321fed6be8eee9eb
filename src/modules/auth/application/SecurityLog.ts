import type { Page } from '../../../core/application/Page';
import type { UserId } from '../../../core/domain/ids';
import { token } from '../../../core/domain/token';

export interface SecurityEntry {
  readonly id: string;
  readonly action: string;
  readonly occurredAt: Date;
  readonly ip: string | null;
  readonly userAgent: string | null;
  readonly requestId: string | null;
  readonly details: Readonly<Record<string, unknown>>;
}

/** Read port: what happened around somebody's sign-in, newest first. */
export interface SecurityLog {
  list(userId: UserId, page: Page): Promise<SecurityEntry[]>;
}
export const SecurityLog = token<SecurityLog>('SecurityLog');
