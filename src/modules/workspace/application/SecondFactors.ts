import type { UserId } from '../../../core/domain/ids';
import { token } from '../../../core/domain/token';

/** Second factors of accounts, which are for auth to know: it implements this. */
export interface SecondFactors {
  /** Joins the surrounding unit of work. */
  isOn(userId: UserId): Promise<boolean>;
}
export const SecondFactors = token<SecondFactors>('SecondFactors');
