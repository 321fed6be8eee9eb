import type { UserId } from '../../../core/domain/ids';
import { token } from '../../../core/domain/token';

/** The sessions of an account, as far as the account decides over them; auth implements it. */
export interface AccountSessions {
  /** Ends all of them, everywhere at once; joins the surrounding unit of work. */
  endAll(userId: UserId): Promise<void>;
}
export const AccountSessions = token<AccountSessions>('AccountSessions');
