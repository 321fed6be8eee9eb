import type { Ledger } from '../../../core/application/Ledger';
import type { UnitOfWork } from '../../../core/application/UnitOfWork';
import type { SessionId, UserId } from '../../../core/domain/ids';
import type { FindAccount, User } from '../../user';
import { invalidCredentials, sessionEnded } from '../domain/errors';
import type { CheckPassword } from './CheckPassword';
import type { ChoosePassword } from './ChoosePassword';
import type { Credential, Credentials } from './Credentials';
import type { EndSessions } from './EndSessions';
import type { OneTimeTokens } from './OneTimeTokens';

export interface ChangePasswordInput {
  readonly currentPassword: string;
  readonly newPassword: string;
}

const SCOPE = { as: 'system', for: 'changing a password' } as const;

/** Every other session ends, and open reset links with it. */
export class ChangePassword {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly findAccount: FindAccount,
    private readonly credentials: Credentials,
    private readonly checkPassword: CheckPassword,
    private readonly choosePassword: ChoosePassword,
    private readonly tokens: OneTimeTokens,
    private readonly endSessions: EndSessions,
    private readonly ledger: Ledger,
  ) {}

  /** @throws DomainError INVALID_CREDENTIALS, ACCOUNT_LOCKED, VALIDATION_ERROR, HASHING_BUSY. */
  async execute(userId: UserId, sid: SessionId, input: ChangePasswordInput): Promise<void> {
    const user = await this.unit.run(SCOPE, () => this.findAccount.byId(userId));
    if (!user) throw sessionEnded();
    const { email, firstName, lastName } = user.state;
    const password = this.choosePassword.judge(input.newPassword, 'body.newPassword', [
      email,
      firstName,
      lastName,
    ]);
    const credential = await this.unit.run(SCOPE, () => this.credentials.byUser(userId));
    await this.checkPassword.execute({
      email,
      password: input.currentPassword,
      userId,
      passwordHash: credential?.passwordHash ?? null,
      hasMfa: credential?.hasMfa ?? false,
    });
    if (!credential) throw invalidCredentials();
    const passwordHash = await this.choosePassword.hash(password);
    await this.unit.run(SCOPE, () => this.change(user, sid, credential, passwordHash));
  }

  private async change(user: User, sid: SessionId, checked: Credential, passwordHash: string): Promise<void> {
    if (!(await this.credentials.isCurrent(checked))) throw invalidCredentials();
    await this.credentials.set(user.id, passwordHash);
    await this.tokens.revokeAll(user.id, 'reset-password');
    await this.endSessions.allOf(user.id, 'password', sid);
    await this.ledger.record([
      {
        name: 'auth:password-changed',
        workspaceId: null,
        subjectId: user.id,
        payload: { email: user.state.email },
      },
    ]);
  }
}
