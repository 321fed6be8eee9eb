import type { Caller } from '../../../core/application/Caller';
import type { PasswordConfirmation } from '../../../core/application/PasswordConfirmation';
import type { UnitOfWork } from '../../../core/application/UnitOfWork';
import type { CheckPassword } from './CheckPassword';
import type { Credentials } from './Credentials';

const SCOPE = { as: 'system', for: 'confirming a password' } as const;

export class ConfirmPassword implements PasswordConfirmation {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly credentials: Credentials,
    private readonly checkPassword: CheckPassword,
  ) {}

  async confirm({ userId, email }: Caller, password: string): Promise<void> {
    const credential = await this.unit.run(SCOPE, () => this.credentials.byUser(userId));
    const { passwordHash = null, hasMfa = false } = credential ?? {};
    await this.checkPassword.execute({ email, password, userId, passwordHash, hasMfa });
  }
}
