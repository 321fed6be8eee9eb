import type { Ledger } from '../../../core/application/Ledger';
import type { UnitOfWork } from '../../../core/application/UnitOfWork';
import type { UserId } from '../../../core/domain/ids';
import { DomainError } from '../../../core/domain/DomainError';
import { accountLocked, invalidCredentials } from '../domain/errors';
import { throttleIdentifier } from '../domain/throttleIdentifier';
import type { Pause } from './Pause';
import type { LoginThrottle } from './LoginThrottle';
import { OneAtATime } from './OneAtATime';
import type { PasswordHasher } from './PasswordHasher';

/** How many checks of one identifier may be under way; also the number of failures that lock it. */
const AT_ONCE = 5;
const MOST_WAITS = 100;
const WAIT_MS = 50;

export interface PasswordClaim {
  readonly email: string;
  readonly password: string;
  /** Null for an unknown account: the check then takes as long, and fails. */
  readonly userId: UserId | null;
  readonly passwordHash: string | null;
}

/**
 * The only way a password is checked: every path counts in the same throttle (ASVS 6.3.1), wrong ones and
 * locks are audited, and the record stays although the request fails.
 * @throws DomainError INVALID_CREDENTIALS, ACCOUNT_LOCKED, HASHING_BUSY.
 */
export class CheckPassword {
  private readonly turns = new OneAtATime(AT_ONCE);

  constructor(
    private readonly unit: UnitOfWork,
    private readonly throttle: LoginThrottle,
    private readonly hasher: PasswordHasher,
    private readonly ledger: Ledger,
    private readonly pause: Pause,
  ) {}

  execute(claim: PasswordClaim): Promise<void> {
    const identifier = throttleIdentifier(claim.email);
    return this.turns.run(identifier, async () => {
      await this.admit(identifier);
      const isRight = await this.verify(claim, identifier);
      if (!isRight) {
        await this.unit.run(SCOPE, () => this.failed(claim, identifier));
        throw invalidCredentials();
      }
      await this.unit.run(SCOPE, () => this.throttle.cleared(identifier));
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

  private async verify({ password, passwordHash }: PasswordClaim, identifier: string): Promise<boolean> {
    try {
      return await this.hasher.verify(password, passwordHash);
    } catch (error) {
      await this.unit.run(SCOPE, () => this.throttle.released(identifier));
      throw error;
    }
  }

  private async failed({ email, userId }: PasswordClaim, identifier: string): Promise<void> {
    const seconds = await this.throttle.failed(identifier);
    const about = { workspaceId: null, subjectId: userId, actorId: null } as const;
    await this.ledger.record([
      { name: 'auth:sign-in-failed', ...about, payload: { email, reason: 'password' } },
      ...(seconds === null ? [] : [{ name: 'auth:locked', ...about, payload: { email, seconds } } as const]),
    ]);
  }
}

const SCOPE = { as: 'system', for: 'checking a password' } as const;
