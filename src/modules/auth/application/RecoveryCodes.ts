import type { UserId } from '../../../core/domain/ids';
import { token } from '../../../core/domain/token';

/** Codes for when the authenticator app is lost, stored hashed, one use each. Joins the surrounding unit of work. */
export interface RecoveryCodes {
  /** In place of all there were. To be called under `TotpFactors.hold`, or right after `confirm`. */
  replace(userId: UserId, codes: readonly string[]): Promise<void>;
  isOpen(userId: UserId, code: string): Promise<boolean>;
  /** @returns false when it is unknown or was used before. */
  use(userId: UserId, code: string): Promise<boolean>;
  /** How many are left. */
  left(userId: UserId): Promise<number>;
}
export const RecoveryCodes = token<RecoveryCodes>('RecoveryCodes');
