import type { Caller } from '../../../core/application/Caller';
import type { PasswordConfirmation } from '../../../core/application/PasswordConfirmation';
import type { Random } from '../../../core/application/Random';
import type { UnitOfWork } from '../../../core/application/UnitOfWork';
import { base32 } from '../domain/base32';
import { mfaEnabled } from '../domain/errors';
import type { QrCodes } from './QrCodes';
import type { Totp } from './Totp';
import type { TotpFactors } from './TotpFactors';

/** As long as the hash (RFC 4226, 4). */
const SECRET_BYTES = 20;

export interface Enrolment {
  /** Base32, for typing. */
  readonly secret: string;
  readonly uri: string;
  /** The URI as picture, a `data:` URL. */
  readonly qrCode: string;
}

/** Makes a secret for an authenticator app; it is asked for once a first code has confirmed it. */
export class EnrolTotp {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly password: PasswordConfirmation,
    private readonly factors: TotpFactors,
    private readonly totp: Totp,
    private readonly qrCodes: QrCodes,
    private readonly random: Random,
  ) {}

  /** @throws DomainError INVALID_CREDENTIALS, ACCOUNT_LOCKED, HASHING_BUSY, MFA_ENABLED. */
  async execute(caller: Caller, password: string): Promise<Enrolment> {
    await this.password.confirm(caller, password);
    const secret = base32(this.random.bytes(SECRET_BYTES));
    const isKept = await this.unit.run({ as: 'system', for: 'starting a second factor' }, () =>
      this.factors.propose(caller.userId, secret),
    );
    if (!isKept) throw mfaEnabled();
    const uri = this.totp.uri(secret, caller.email);
    return { secret, uri, qrCode: await this.qrCodes.dataUrl(uri) };
  }
}
