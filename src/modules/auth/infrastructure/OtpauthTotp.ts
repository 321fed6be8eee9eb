import { Secret, TOTP } from 'otpauth';
import type { Totp } from '../application/Totp';

const PERIOD = 30;
const SIX_DIGITS = /^[0-9]{6}$/;

export class OtpauthTotp implements Totp {
  /** @param issuer whose code it is, as the app shows it. */
  constructor(private readonly issuer: string) {}

  uri(secret: string, account: string): string {
    return this.totp(secret, account).toString();
  }

  /** The library compares bytes and throws at six characters that are more. */
  stepOf(secret: string, code: string, at: Date): number | null {
    if (!SIX_DIGITS.test(code)) return null;
    const timestamp = at.getTime();
    const delta = this.totp(secret).validate({ token: code, timestamp, window: 1 });
    return delta === null ? null : Math.floor(timestamp / 1000 / PERIOD) + delta;
  }

  private totp(secret: string, label = ''): TOTP {
    const { issuer } = this;
    return new TOTP({ issuer, label, secret: Secret.fromBase32(secret), period: PERIOD });
  }
}
