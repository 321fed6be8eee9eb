import { base32 } from './base32';

/** 80 random bits: more than anybody guesses, and a plain hash of them gives nothing away. */
export const RECOVERY_CODE_BYTES = 10;
export const RECOVERY_CODES = 10;

/** As it is shown: `abcd-efgh-ijkl-mnop`. */
export function recoveryCode(bytes: Uint8Array): string {
  return (base32(bytes).toLowerCase().match(/.{4}/g) ?? []).join('-');
}
