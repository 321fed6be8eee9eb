import type { Ledger } from '../../../core/application/Ledger';
import type { UnitOfWork } from '../../../core/application/UnitOfWork';
import type { ConfirmEmail, FindAccount, User } from '../../user';
import { mailedTokenInvalid } from '../domain/errors';
import { throttleIdentifier } from '../domain/throttleIdentifier';
import type { ChoosePassword } from './ChoosePassword';
import type { Credentials } from './Credentials';
import type { EndSessions } from './EndSessions';
import type { LoginThrottle } from './LoginThrottle';
import type { OneTimeTokens, TokenOwner } from './OneTimeTokens';
import type { TotpFactors } from './TotpFactors';

const SCOPE = { as: 'system', for: 'resetting a password' } as const;
const PURPOSE = 'reset-password';

/**
 * A mailed token becomes a new password: every session ends, locks are lifted, the address counts as verified.
 * The second factor stays, unless the account was never verified: then it may be that of whoever made the account.
 * The token is claimed before the slow hash and consumed with the change, so that one of many parallel uses
 * wins, the others are refused at once, and a crash in between costs nothing.
 */
export class ResetPassword {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly tokens: OneTimeTokens,
    private readonly findAccount: FindAccount,
    private readonly confirmEmail: ConfirmEmail,
    private readonly choosePassword: ChoosePassword,
    private readonly credentials: Credentials,
    private readonly throttle: LoginThrottle,
    private readonly endSessions: EndSessions,
    private readonly factors: TotpFactors,
    private readonly ledger: Ledger,
  ) {}

  /** @throws DomainError TOKEN_INVALID (400), VALIDATION_ERROR, HASHING_BUSY; the token stays good after the last two. */
  async execute(token: string, newPassword: string): Promise<void> {
    const owner = await this.unit.run(SCOPE, () => this.tokens.claim(PURPOSE, token));
    if (!owner) throw mailedTokenInvalid();
    try {
      const passwordHash = await this.hash(owner, newPassword);
      await this.unit.run(SCOPE, () => this.change(token, passwordHash));
    } catch (error) {
      await this.unit.run(SCOPE, () => this.tokens.release(token));
      throw error;
    }
  }

  private async hash({ userId, email }: TokenOwner, newPassword: string): Promise<string> {
    const user = await this.unit.run(SCOPE, () => this.findAccount.byId(userId));
    const about = [email, user?.state.firstName ?? '', user?.state.lastName ?? ''];
    return this.choosePassword.hash(this.choosePassword.judge(newPassword, 'body.newPassword', about));
  }

  private async change(token: string, passwordHash: string): Promise<void> {
    const owner = await this.tokens.consume(PURPOSE, token);
    const user = owner && (await this.findAccount.byId(owner.userId));
    if (!user || user.state.email !== owner.email) throw mailedTokenInvalid();
    const { id } = user;
    await this.credentials.set(id, passwordHash);
    await this.tokens.revokeAll(id, PURPOSE);
    if (!user.state.emailVerified) await this.removeFactor(user);
    await this.confirmEmail.execute(id, owner.email);
    await this.endSessions.allOf(id, 'password');
    await this.throttle.cleared(throttleIdentifier(owner.email));
    await this.ledger.record([
      {
        name: 'auth:password-reset',
        workspaceId: null,
        subjectId: id,
        actorId: id,
        payload: { email: owner.email },
      },
    ]);
  }

  private async removeFactor({ id, state: { email } }: User): Promise<void> {
    const wasOn = await this.factors.hold(id);
    await this.factors.remove(id);
    if (!wasOn) return;
    await this.ledger.record([
      { name: 'auth:mfa-disabled', workspaceId: null, subjectId: id, actorId: id, payload: { email } },
    ]);
  }
}
