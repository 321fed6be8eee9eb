import type { Ledger } from '../../../core/application/Ledger';
import type { UnitOfWork } from '../../../core/application/UnitOfWork';
import type { UserId } from '../../../core/domain/ids';
import type { FindAccount } from '../../user';
import type { KnownTenancies } from '../../workspace';
import { accountMissing, mfaNotEnabled, ownMfa } from '../domain/errors';
import type { TotpFactors } from './TotpFactors';

/** By a super admin, for who lost the app and every recovery code. The password is then enough, and the owner is told. */
export class RemoveMfa {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly findAccount: FindAccount,
    private readonly factors: TotpFactors,
    private readonly known: KnownTenancies,
    private readonly ledger: Ledger,
  ) {}

  /** @throws DomainError NOT_FOUND, FORBIDDEN for one's own, MFA_NOT_ENABLED. */
  execute(adminId: UserId, userId: UserId): Promise<void> {
    return this.unit.run({ as: 'system', for: 'removing a second factor' }, async () => {
      const user = await this.findAccount.byId(userId);
      if (!user) throw accountMissing();
      if (userId === adminId) throw ownMfa();
      if (!(await this.factors.hold(userId))) throw mfaNotEnabled();
      await this.factors.remove(userId);
      await this.known.changedForMember(userId);
      const { email } = user.state;
      await this.ledger.record([
        { name: 'auth:mfa-disabled', workspaceId: null, subjectId: userId, payload: { email } },
      ]);
    });
  }
}
