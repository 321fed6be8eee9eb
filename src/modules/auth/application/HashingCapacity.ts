import { token } from '../../../core/domain/token';

/** Whether a password can be hashed soon; asked before anything else is spent on a sign-in. */
export interface HashingCapacity {
  /** @throws DomainError HASHING_BUSY. */
  demand(): void;
}
export const HashingCapacity = token<HashingCapacity>('HashingCapacity');
