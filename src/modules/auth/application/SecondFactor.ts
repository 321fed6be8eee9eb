import type { Clock } from '../../../core/application/Clock';
import type { Ledger } from '../../../core/application/Ledger';
import type { UserId } from '../../../core/domain/ids';
import { mfaInvalid } from '../domain/errors';
import { givenCode } from '../domain/givenCode';
import type { RecoveryCodes } from './RecoveryCodes';
import type { Totp } from './Totp';
import type { TotpFactors } from './TotpFactors';

/** What a right code will use up. */
export type CodeProof =
  { readonly kind: 'totp'; readonly step: number } | { readonly kind: 'recovery'; readonly code: string };

/** Codes of the authenticator app, and those for when it is lost. Joins the surrounding unit of work, but for `refuse`. */
export class SecondFactor {
  constructor(
    private readonly factors: TotpFactors,
    private readonly recoveryCodes: RecoveryCodes,
    private readonly totp: Totp,
    private readonly clock: Clock,
    private readonly ledger: Ledger,
  ) {}

  /** Uses nothing up. @returns null for a code that is wrong or was used before. */
  async recognise(userId: UserId, typed: string): Promise<CodeProof | null> {
    const { kind, text } = givenCode(typed);
    if (kind === 'totp') return this.stepOf(userId, text);
    return (await this.recoveryCodes.isOpen(userId, text)) ? { kind, code: text } : null;
  }

  /** @returns false when somebody else used it meanwhile: each code is good for one. */
  async use(userId: UserId, email: string, proof: CodeProof): Promise<boolean> {
    if (proof.kind === 'totp') return this.factors.useStep(userId, proof.step);
    if (!(await this.recoveryCodes.use(userId, proof.code))) return false;
    const left = await this.recoveryCodes.left(userId);
    await this.ledger.record([
      {
        name: 'auth:recovery-code-used',
        workspaceId: null,
        subjectId: userId,
        actorId: userId,
        payload: { email, left },
      },
    ]);
    return true;
  }

  /**
   * For a right code that somebody else used meanwhile. To be called once the unit of work that could not use it is
   * over: the record stays although the request fails. @throws DomainError MFA_INVALID.
   */
  async refuse(userId: UserId, email: string): Promise<never> {
    await this.ledger.record([
      {
        name: 'auth:sign-in-failed',
        workspaceId: null,
        subjectId: userId,
        actorId: null,
        payload: { email, reason: 'code' },
      },
    ]);
    throw mfaInvalid();
  }

  private async stepOf(userId: UserId, code: string): Promise<CodeProof | null> {
    const factor = await this.factors.find(userId);
    if (!factor?.isOn || factor.secret === null) return null;
    const step = this.totp.stepOf(factor.secret, code, this.clock.now());
    return step !== null && step > (factor.lastStep ?? -1) ? { kind: 'totp', step } : null;
  }
}
