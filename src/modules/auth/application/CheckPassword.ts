import type { UnitOfWork } from '../../../core/application/UnitOfWork';
import { mfaRequired } from '../domain/errors';
import type { CountedCheck, Guesser } from './CountedCheck';
import type { PasswordHasher } from './PasswordHasher';
import type { CodeProof, SecondFactor } from './SecondFactor';

export interface PasswordClaim extends Guesser {
  readonly password: string;
  /** Null for an unknown account: the check then takes as long, and fails. */
  readonly passwordHash: string | null;
  /** Whether the account has a second factor on: a password alone then proves half. */
  readonly hasMfa: boolean;
}

const SCOPE = { as: 'system', for: 'checking a code' } as const;

/** @throws DomainError INVALID_CREDENTIALS, ACCOUNT_LOCKED, HASHING_BUSY. */
export class CheckPassword {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly check: CountedCheck,
    private readonly hasher: PasswordHasher,
    private readonly secondFactor: SecondFactor,
  ) {}

  async execute(claim: PasswordClaim): Promise<void> {
    await this.check.run<null>(claim, async () => {
      if (!(await this.isRight(claim))) return { wrong: 'password' };
      return { proves: claim.hasMfa ? 'part' : 'all', result: null };
    });
  }

  /**
   * With the second factor, if one is on; both are one attempt.
   * @returns what the code will use up: for the unit of work that does what it is good for.
   * @throws DomainError MFA_REQUIRED, MFA_INVALID, both only once the password was right.
   */
  async withCode(claim: PasswordClaim, code: string | undefined): Promise<CodeProof | null> {
    const { userId, hasMfa } = claim;
    if (!hasMfa || userId === null) return this.execute(claim).then(() => null);
    const proof = await this.check.run<CodeProof | null>(claim, async () => {
      if (!(await this.isRight(claim))) return { wrong: 'password' };
      if (code === undefined) return { proves: 'part', result: null };
      const recognised = await this.unit.run(SCOPE, () => this.secondFactor.recognise(userId, code));
      return recognised ? { proves: 'all', result: recognised } : { wrong: 'code' };
    });
    if (!proof) throw mfaRequired();
    return proof;
  }

  private isRight({ password, passwordHash }: PasswordClaim): Promise<boolean> {
    return this.hasher.verify(password, passwordHash);
  }
}
