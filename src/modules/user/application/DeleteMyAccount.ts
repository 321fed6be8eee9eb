import type { Caller } from '../../../core/application/Caller';
import type { PasswordConfirmation } from '../../../core/application/PasswordConfirmation';
import type { UnitOfWork } from '../../../core/application/UnitOfWork';
import type { UserRepository } from '../domain/UserRepository';
import { accountGone } from '../domain/errors';
import type { CloseAccount } from './CloseAccount';

export class DeleteMyAccount {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly users: UserRepository,
    private readonly password: PasswordConfirmation,
    private readonly closeAccount: CloseAccount,
  ) {}

  /** @throws DomainError INVALID_CREDENTIALS, ACCOUNT_LOCKED, HASHING_BUSY, LAST_SUPER_ADMIN, LAST_OWNER. */
  async execute(caller: Caller, password: string): Promise<void> {
    await this.password.confirm(caller, password);
    await this.unit.run({ as: 'system', for: 'deleting an account' }, async () => {
      const user = await this.users.find(caller.userId);
      if (!user) throw accountGone();
      await this.closeAccount.execute(user, caller.userId);
    });
  }
}
