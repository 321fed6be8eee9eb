import type { Caller } from '../../../core/application/Caller';
import type { Ledger } from '../../../core/application/Ledger';
import type { PasswordConfirmation } from '../../../core/application/PasswordConfirmation';
import type { UnitOfWork } from '../../../core/application/UnitOfWork';
import { mfaNotEnabled } from '../domain/errors';
import type { CountedCheck } from './CountedCheck';
import type { IssueRecoveryCodes } from './IssueRecoveryCodes';
import type { CodeProof, SecondFactor } from './SecondFactor';
import type { TotpFactors } from './TotpFactors';

/** One of the two. */
export type RenewalProof = { readonly password: string } | { readonly code: string };

const SCOPE = { as: 'system', for: 'renewing recovery codes' } as const;

export class RenewRecoveryCodes {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly password: PasswordConfirmation,
    private readonly check: CountedCheck,
    private readonly secondFactor: SecondFactor,
    private readonly factors: TotpFactors,
    private readonly issue: IssueRecoveryCodes,
    private readonly ledger: Ledger,
  ) {}

  /**
   * @returns the new codes.
   * @throws DomainError INVALID_CREDENTIALS, MFA_INVALID, ACCOUNT_LOCKED, HASHING_BUSY, MFA_NOT_ENABLED.
   */
  async execute(caller: Caller, by: RenewalProof): Promise<string[]> {
    const { userId, email } = caller;
    const proof = await this.proofOf(caller, by);
    const renewed = await this.unit.run(SCOPE, async () => {
      if (!(await this.factors.hold(userId))) throw mfaNotEnabled();
      if (proof && !(await this.secondFactor.use(userId, email, proof))) return null;
      const codes = await this.issue.execute(userId);
      await this.ledger.record([
        { name: 'auth:recovery-codes-renewed', workspaceId: null, subjectId: userId, payload: { email } },
      ]);
      return codes;
    });
    return renewed ?? this.secondFactor.refuse(userId, email);
  }

  private async proofOf(caller: Caller, by: RenewalProof): Promise<CodeProof | null> {
    if ('password' in by) return this.password.confirm(caller, by.password).then(() => null);
    const { userId } = caller;
    if (!(await this.unit.run(SCOPE, () => this.factors.isOn(userId)))) throw mfaNotEnabled();
    return this.check.run<CodeProof>(caller, async () => {
      const proof = await this.unit.run(SCOPE, () => this.secondFactor.recognise(userId, by.code));
      return proof ? { proves: 'part', result: proof } : { wrong: 'code' };
    });
  }
}
