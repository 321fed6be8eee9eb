import type { Caller } from '../../../core/application/Caller';
import type { Ledger } from '../../../core/application/Ledger';
import type { UnitOfWork } from '../../../core/application/UnitOfWork';
import type { KnownTenancies } from '../../workspace';
import { mfaNotEnabled } from '../domain/errors';
import type { CheckPassword } from './CheckPassword';
import type { Credentials } from './Credentials';
import type { SecondFactor } from './SecondFactor';
import type { TotpFactors } from './TotpFactors';

const SCOPE = { as: 'system', for: 'turning a second factor off' } as const;

export class TurnOffMfa {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly credentials: Credentials,
    private readonly checkPassword: CheckPassword,
    private readonly secondFactor: SecondFactor,
    private readonly factors: TotpFactors,
    private readonly known: KnownTenancies,
    private readonly ledger: Ledger,
  ) {}

  /** @throws DomainError INVALID_CREDENTIALS, MFA_INVALID, ACCOUNT_LOCKED, HASHING_BUSY, MFA_NOT_ENABLED. */
  async execute({ userId, email }: Caller, password: string, code: string): Promise<void> {
    const credential = await this.unit.run(SCOPE, () => this.credentials.byUser(userId));
    const { passwordHash = null, hasMfa = false } = credential ?? {};
    const proof = await this.checkPassword.withCode({ email, userId, password, passwordHash, hasMfa }, code);
    if (!proof) throw mfaNotEnabled();
    const isOff = await this.unit.run(SCOPE, async () => {
      if (!(await this.factors.hold(userId))) throw mfaNotEnabled();
      if (!(await this.secondFactor.use(userId, email, proof))) return false;
      await this.factors.remove(userId);
      await this.known.changedForMember(userId);
      await this.ledger.record([
        { name: 'auth:mfa-disabled', workspaceId: null, subjectId: userId, payload: { email } },
      ]);
      return true;
    });
    if (!isOff) await this.secondFactor.refuse(userId, email);
  }
}
