import { token } from '../../../core/domain/token';

export type Admission =
  | { readonly kind: 'admitted' }
  | { readonly kind: 'locked'; readonly seconds: number }
  /** As many checks are under way as may still fail: their outcome decides. */
  | { readonly kind: 'wait' };

/**
 * Counts failed password checks by identifier: any five within 15 minutes lock it for 1, 5, 15, then 60 minutes.
 * An attempt is reserved before the check, so that parallel ones cannot exceed the count.
 */
export interface LoginThrottle {
  reserve(identifier: string): Promise<Admission>;
  /** @param address the spelling that was tried. @returns the seconds of the lock this failure brought, or null. */
  failed(identifier: string, address: string): Promise<number | null>;
  /** The check ended without a verdict: the attempt does not count. */
  released(identifier: string): Promise<void>;
  /**
   * A right password for that spelling. It forgives what was failed under the same one: somebody else may have
   * another spelling, and would forgive their own guesses at it. Locks to which several spellings led stay.
   */
  forgiven(identifier: string, address: string): Promise<void>;
  /** A reset: nothing is held against the identifier any more. */
  cleared(identifier: string): Promise<void>;
}
export const LoginThrottle = token<LoginThrottle>('LoginThrottle');
