import type { UnitOfWork } from '../../../core/application/UnitOfWork';
import type { ConfirmEmail } from '../../user';
import { mailedTokenInvalid } from '../domain/errors';
import type { OneTimeTokens } from './OneTimeTokens';

export class VerifyEmail {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly tokens: OneTimeTokens,
    private readonly confirmEmail: ConfirmEmail,
  ) {}

  /** @throws DomainError TOKEN_INVALID (400), also when the account's address has changed since the mail. */
  execute(token: string): Promise<void> {
    return this.unit.run({ as: 'system', for: 'verifying an e-mail' }, async () => {
      const owner = await this.tokens.consume('verify-email', token);
      const user = owner && (await this.confirmEmail.execute(owner.userId, owner.email));
      if (!user) throw mailedTokenInvalid();
    });
  }
}
