import type { UserId } from '../../../core/domain/ids';
import { token } from '../../../core/domain/token';
import type { AccountStatus } from '../domain/User';

/** What every request needs to know of its account. */
export interface Account {
  readonly id: UserId;
  readonly email: string;
  readonly emailVerified: boolean;
  readonly status: AccountStatus;
  readonly isSuperAdmin: boolean;
}

/** A read port for the hot path: cached, and told of every change. */
export interface CurrentUser {
  /** The account, unless it was deleted. */
  account(id: UserId): Promise<Account | null>;
}
export const CurrentUser = token<CurrentUser>('CurrentUser');
