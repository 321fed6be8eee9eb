import type { UnitOfWork } from '../../../core/application/UnitOfWork';
import { DomainError } from '../../../core/domain/DomainError';
import type { ChangeEmail, ConfirmEmail, User } from '../../user';
import { mailedTokenInvalid } from '../domain/errors';
import type { LiveSessions } from './LiveSessions';
import type { OneTimeTokens } from './OneTimeTokens';

/** The address of an account, or the one it shall have, is shown to be its owner's. */
export class VerifyEmail {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly tokens: OneTimeTokens,
    private readonly confirmEmail: ConfirmEmail,
    private readonly changeEmail: ChangeEmail,
    private readonly live: LiveSessions,
  ) {}

  /**
   * @throws DomainError TOKEN_INVALID (400), also when the account's address has changed since the mail, when the
   * session that asked for a new one has ended, or when another account was faster.
   */
  async execute(token: string): Promise<void> {
    try {
      await this.unit.run({ as: 'system', for: 'verifying an e-mail' }, async () => {
        const user = (await this.confirmed(token)) ?? (await this.changed(token));
        if (!user) throw mailedTokenInvalid();
      });
    } catch (error) {
      throw error instanceof DomainError && error.code === 'EMAIL_TAKEN' ? mailedTokenInvalid() : error;
    }
  }

  private async confirmed(token: string): Promise<User | null> {
    const owner = await this.tokens.consume('verify-email', token);
    return owner && this.confirmEmail.execute(owner.userId, owner.email);
  }

  private async changed(token: string): Promise<User | null> {
    const owner = await this.tokens.consume('change-email', token);
    if (!owner?.sessionId || !(await this.live.isLive(owner.sessionId, owner.userId))) return null;
    return this.changeEmail.execute(owner.userId, owner.email);
  }
}
