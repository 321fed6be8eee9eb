import type { Caller } from '../../../core/application/Caller';
import type { Clock } from '../../../core/application/Clock';
import type { Ledger } from '../../../core/application/Ledger';
import type { UnitOfWork } from '../../../core/application/UnitOfWork';
import type { KnownTenancies } from '../../workspace';
import { mfaEnabled, mfaNotStarted } from '../domain/errors';
import { givenCode } from '../domain/givenCode';
import type { CountedCheck } from './CountedCheck';
import type { Credentials } from './Credentials';
import type { EndSessions } from './EndSessions';
import type { IssueRecoveryCodes } from './IssueRecoveryCodes';
import type { Totp } from './Totp';
import type { TotpFactor, TotpFactors } from './TotpFactors';

const SCOPE = { as: 'system', for: 'turning a second factor on' } as const;

/**
 * The first code turns the second factor on. Every other session ends, and a sign-in under way fails: none is left that
 * was opened without it.
 */
export class ConfirmTotp {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly factors: TotpFactors,
    private readonly totp: Totp,
    private readonly credentials: Credentials,
    private readonly check: CountedCheck,
    private readonly issue: IssueRecoveryCodes,
    private readonly endSessions: EndSessions,
    private readonly known: KnownTenancies,
    private readonly ledger: Ledger,
    private readonly clock: Clock,
  ) {}

  /** @returns the recovery codes. @throws DomainError MFA_INVALID, ACCOUNT_LOCKED, MFA_NOT_STARTED, MFA_ENABLED. */
  async execute(caller: Caller, typed: string): Promise<string[]> {
    const factor = await this.unit.run(SCOPE, () => this.factors.find(caller.userId));
    if (factor?.isOn) throw mfaEnabled();
    const secret = factor?.secret ?? null;
    if (!factor || secret === null) throw mfaNotStarted();
    const { text } = givenCode(typed);
    const step = await this.check.run<number>(caller, () => {
      const found = this.totp.stepOf(secret, text, this.clock.now());
      return Promise.resolve(found === null ? { wrong: 'code' } : { proves: 'part', result: found });
    });
    return this.unit.run(SCOPE, () => this.turnOn(caller, factor, step));
  }

  private async turnOn({ userId, email, sid }: Caller, factor: TotpFactor, step: number): Promise<string[]> {
    if (!(await this.factors.confirm(userId, factor, step))) {
      throw (await this.factors.isOn(userId)) ? mfaEnabled() : mfaNotStarted();
    }
    const codes = await this.issue.execute(userId);
    await this.credentials.outdate(userId);
    await this.endSessions.allOf(userId, 'mfa', sid);
    await this.known.changedForMember(userId);
    await this.ledger.record([
      { name: 'auth:mfa-enabled', workspaceId: null, subjectId: userId, payload: { email } },
    ]);
    return codes;
  }
}
