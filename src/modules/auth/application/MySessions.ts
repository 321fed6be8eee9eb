import type { UserId } from '../../../core/domain/ids';
import type { Page } from '../../../core/application/Page';
import { token } from '../../../core/domain/token';

export interface SessionEntry {
  readonly id: string;
  readonly ip: string | null;
  readonly userAgent: string | null;
  readonly createdAt: Date;
  readonly lastUsedAt: Date;
  readonly expiresAt: Date;
}

/** Read port: the devices somebody is signed in on, newest first. */
export interface MySessions {
  list(userId: UserId, page: Page): Promise<SessionEntry[]>;
}
export const MySessions = token<MySessions>('MySessions');
