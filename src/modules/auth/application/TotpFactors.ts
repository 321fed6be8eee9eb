import type { UserId } from '../../../core/domain/ids';
import { token } from '../../../core/domain/token';

export interface TotpFactor {
  /** Base32 (RFC 4648) without padding; null when it does not open: it was sealed with another key. */
  readonly secret: string | null;
  /** Whether it is asked for; otherwise it waits for its first code. */
  readonly isOn: boolean;
  /** The latest time step whose code was accepted. */
  readonly lastStep: number | null;
  /** Another one with each secret. */
  readonly revision: string;
}

/** The secrets that authenticator apps share with the server, sealed. Joins the surrounding unit of work. */
export interface TotpFactors {
  /** Keeps a secret for 15 minutes, in place of one that waits. @returns false while one is on. */
  propose(userId: UserId, secret: string): Promise<boolean>;
  /** What is on, or still waits. */
  find(userId: UserId): Promise<TotpFactor | null>;
  isOn(userId: UserId): Promise<boolean>;
  /** Whether one is on; then nobody turns it off, or renews its recovery codes, until commit. */
  hold(userId: UserId): Promise<boolean>;
  /** Turns on what waits, unless another secret took its place. @returns whether this call did. */
  confirm(userId: UserId, factor: TotpFactor, step: number): Promise<boolean>;
  /** @returns false when the code of this step, or of a later one, was used before. */
  useStep(userId: UserId, step: number): Promise<boolean>;
  /** Takes away what is on or waits, its recovery codes too. */
  remove(userId: UserId): Promise<void>;
}
export const TotpFactors = token<TotpFactors>('TotpFactors');
