import { token } from '../domain/token';
import type { Caller } from './Caller';

/** Asks somebody who is signed in for their password once more, before what cannot be taken back. */
export interface PasswordConfirmation {
  /**
   * To be called outside of a unit of work: it is slow, and a wrong password counts although the request fails.
   * @throws DomainError INVALID_CREDENTIALS, ACCOUNT_LOCKED, HASHING_BUSY.
   */
  confirm(caller: Caller, password: string): Promise<void>;
}
export const PasswordConfirmation = token<PasswordConfirmation>('PasswordConfirmation');
