import { token } from '../../../core/domain/token';

/** The passwords attackers try first (ASVS 6.2.4). */
export interface CommonPasswords {
  /** @param password in lower case. */
  has(password: string): boolean;
}
export const CommonPasswords = token<CommonPasswords>('CommonPasswords');
