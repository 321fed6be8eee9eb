import type { UserId } from '../../../core/domain/ids';
import { token } from '../../../core/domain/token';

/** Stands between an account and its end; workspace implements it. */
export interface AccountDeletionGuard {
  /**
   * Takes somebody out of every workspace; joins the surrounding unit of work.
   * @throws DomainError LAST_OWNER when one of them would be left without an owner.
   */
  release(userId: UserId): Promise<void>;
}
export const AccountDeletionGuard = token<AccountDeletionGuard>('AccountDeletionGuard');
