import type { UserId } from '../domain/ids';
import { token } from '../domain/token';

/** A call that its client may send again with the same `Idempotency-Key`. */
export interface KeyedCall {
  readonly userId: UserId;
  readonly key: string;
  /** What is called, ids included: the same key means something else elsewhere. */
  readonly route: string;
  /** What was sent, as JSON can say it. Only a digest is kept. */
  readonly input: unknown;
}

/**
 * Calls that take effect once, however often they are sent within 24 hours. The answer commits together with
 * what `act` wrote; when it fails, neither is there, and the key is free. `act` may run again and must not act
 * on the outside world.
 */
export interface IdempotentCalls {
  /**
   * What `act` answers, or what it answered the first time. Answers are kept sealed, as JSON.
   * @throws DomainError IDEMPOTENCY_KEY_IN_USE, IDEMPOTENCY_KEY_REUSED, and whatever `act` throws.
   */
  once<T extends object>(call: KeyedCall, act: () => Promise<T>): Promise<T>;
}
export const IdempotentCalls = token<IdempotentCalls>('IdempotentCalls');
