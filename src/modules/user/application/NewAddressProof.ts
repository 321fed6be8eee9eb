import type { SessionId } from '../../../core/domain/ids';
import { token } from '../../../core/domain/token';
import type { User } from '../domain/User';

/** Has somebody show that a new address is theirs; auth implements it, and uses ChangeEmail once they did. */
export interface NewAddressProof {
  /**
   * Owes the address a mail with a one-time token that dies with the session; joins the surrounding unit of work.
   * @returns false when the account asked too often in this hour.
   */
  ask(user: User, email: string, sessionId: SessionId): Promise<boolean>;
}
export const NewAddressProof = token<NewAddressProof>('NewAddressProof');
