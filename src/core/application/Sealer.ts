import { token } from '../domain/token';

/** Authenticated encryption of what must be stored readable: a mailed token, a TOTP secret (AES-256-GCM). */
export interface Sealer {
  /** @param purpose bound as associated data: a value sealed for one purpose does not open for another. */
  seal(purpose: string, plain: string): Buffer;
  /** @throws Error when the bytes were altered, or sealed with another key or for another purpose. */
  open(purpose: string, sealed: Buffer): string;
}
export const Sealer = token<Sealer>('Sealer');
