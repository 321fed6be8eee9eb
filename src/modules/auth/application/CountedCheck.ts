import type { Ledger } from '../../../core/application/Ledger';
import { OneAtATime } from '../../../core/application/OneAtATime';
import type { UnitOfWork } from '../../../core/application/UnitOfWork';
import { DomainError } from '../../../core/domain/DomainError';
import type { UserId } from '../../../core/domain/ids';
import { accountLocked, invalidCredentials, mfaInvalid } from '../domain/errors';
import { throttleIdentifier } from '../domain/throttleIdentifier';
import type { LoginThrottle } from './LoginThrottle';
import type { Pause } from './Pause';

/** How many checks of one identifier may be under way; also the number of failures that lock it. */
const AT_ONCE = 5;
const MOST_WAITS = 100;
const WAIT_MS = 50;
const SCOPE = { as: 'system', for: 'checking a password or code' } as const;

/** On whose account the check is counted; nobody's, when no account has the address. */
export interface Guesser {
  readonly email: string;
  readonly userId: UserId | null;
}

/**
 * What a check found. Only what proves all that the account asks for forgives earlier failures: else whoever knows
 * the password could guess codes for ever.
 */
export type Finding<T> =
  { readonly proves: 'all' | 'part'; readonly result: T } | { readonly wrong: 'password' | 'code' };

/**
 * The only way a password or a code is checked: every path counts in the same throttle (ASVS 6.3.1), wrong ones and
 * locks are audited, and the record stays although the request fails.
 */
export class CountedCheck {
  private readonly turns = new OneAtATime(AT_ONCE);

  constructor(
    private readonly unit: UnitOfWork,
    private readonly throttle: LoginThrottle,
    private readonly ledger: Ledger,
    private readonly pause: Pause,
  ) {}

  /** @throws DomainError INVALID_CREDENTIALS, MFA_INVALID, ACCOUNT_LOCKED, HASHING_BUSY, and whatever `check` throws. */
  run<T>(guesser: Guesser, check: () => Promise<Finding<T>>): Promise<T> {
    const identifier = throttleIdentifier(guesser.email);
    return this.turns.run(identifier, async () => {
      await this.admit(identifier);
      const finding = await this.found(identifier, check);
      await this.unit.run(SCOPE, () => this.count(guesser, identifier, finding));
      if ('wrong' in finding) throw finding.wrong === 'code' ? mfaInvalid() : invalidCredentials();
      return finding.result;
    });
  }

  private async admit(identifier: string): Promise<void> {
    for (let waits = 0; waits < MOST_WAITS; waits += 1) {
      const admission = await this.unit.run(SCOPE, () => this.throttle.reserve(identifier));
      if (admission.kind === 'locked') throw accountLocked(admission.seconds);
      if (admission.kind === 'admitted') return;
      await this.pause(WAIT_MS);
    }
    throw new DomainError('unavailable', 'HASHING_BUSY', 'Too many sign-ins at once.', { retryAfter: 2 });
  }

  private async found<T>(identifier: string, check: () => Promise<T>): Promise<T> {
    try {
      return await check();
    } catch (error) {
      await this.unit.run(SCOPE, () => this.throttle.released(identifier));
      throw error;
    }
  }

  private async count(
    { email, userId }: Guesser,
    identifier: string,
    finding: Finding<unknown>,
  ): Promise<void> {
    if ('proves' in finding) {
      const { throttle } = this;
      return finding.proves === 'all' ? throttle.forgiven(identifier, email) : throttle.released(identifier);
    }
    const seconds = await this.throttle.failed(identifier, email);
    const about = { workspaceId: null, subjectId: userId, actorId: null } as const;
    await this.ledger.record([
      { name: 'auth:sign-in-failed', ...about, payload: { email, reason: finding.wrong } },
      ...(seconds === null ? [] : [{ name: 'auth:locked', ...about, payload: { email, seconds } } as const]),
    ]);
  }
}
