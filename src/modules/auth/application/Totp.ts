import { token } from '../../../core/domain/token';

/** Time-based one-time passwords as every authenticator app makes them: RFC 6238, 30 seconds, 6 digits, SHA-1. */
export interface Totp {
  /** What an app scans: `otpauth://totp/…`. @param secret base32. */
  uri(secret: string, account: string): string;
  /** The step whose code this is: the current one, the one before or the one after; null when it is of none. */
  stepOf(secret: string, code: string, at: Date): number | null;
}
export const Totp = token<Totp>('Totp');
