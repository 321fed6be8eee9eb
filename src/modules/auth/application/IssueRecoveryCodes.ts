import type { Random } from '../../../core/application/Random';
import type { UserId } from '../../../core/domain/ids';
import { givenCode } from '../domain/givenCode';
import { RECOVERY_CODE_BYTES, RECOVERY_CODES, recoveryCode } from '../domain/recoveryCode';
import type { RecoveryCodes } from './RecoveryCodes';

/** Ten new ones; the old ones are worth nothing. Joins the surrounding unit of work. */
export class IssueRecoveryCodes {
  constructor(
    private readonly recoveryCodes: RecoveryCodes,
    private readonly random: Random,
  ) {}

  /** @returns the codes, which are stored nowhere. */
  async execute(userId: UserId): Promise<string[]> {
    const codes = Array.from({ length: RECOVERY_CODES }, () =>
      recoveryCode(this.random.bytes(RECOVERY_CODE_BYTES)),
    );
    await this.recoveryCodes.replace(
      userId,
      codes.map((code) => givenCode(code).text),
    );
    return codes;
  }
}
