import type { UnitOfWork } from '../../../core/application/UnitOfWork';
import { DomainError } from '../../../core/domain/DomainError';
import type { FindAccount, MakeSuperAdmin, OpenAccount, User } from '../../user';
import { normalisedEmail } from '../../user';
import type { ChoosePassword } from './ChoosePassword';
import type { Credentials } from './Credentials';
import type { NewAccount } from './RegisterAccount';

export type SuperAdminOutcome = 'created' | 'promoted' | 'unchanged';

const SCOPE = { as: 'system', for: 'creating a super admin' } as const;

/** For the command line only: no route leads here. Running it again, or twice at once, changes nothing more. */
export class CreateSuperAdmin {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly findAccount: FindAccount,
    private readonly openAccount: OpenAccount,
    private readonly makeSuperAdmin: MakeSuperAdmin,
    private readonly credentials: Credentials,
    private readonly choosePassword: ChoosePassword,
  ) {}

  /** An account with that e-mail keeps its password and names. @throws DomainError VALIDATION_ERROR. */
  async execute(input: NewAccount): Promise<SuperAdminOutcome> {
    const email = normalisedEmail(input.email);
    const promoted = await this.promote(email);
    if (promoted) return promoted;
    const password = this.choosePassword.judge(input.password, 'password', [
      email,
      input.firstName,
      input.lastName,
    ]);
    const passwordHash = await this.choosePassword.hash(password);
    try {
      await this.unit.run(SCOPE, async () => {
        const user = await this.openAccount.execute(email, input);
        await this.credentials.set(user.id, passwordHash);
        await this.makeSuperAdmin.execute(user);
      });
      return 'created';
    } catch (error) {
      const lostTheRace = error instanceof DomainError && error.code === 'EMAIL_TAKEN';
      const outcome = lostTheRace ? await this.promote(email) : null;
      if (!outcome) throw error;
      return outcome;
    }
  }

  private promote(email: string): Promise<SuperAdminOutcome | null> {
    return this.unit.run(SCOPE, async () => {
      const user: User | null = await this.findAccount.byEmail(email);
      if (!user) return null;
      if (user.state.platformRole === 'super_admin') return 'unchanged';
      await this.makeSuperAdmin.execute(user);
      return 'promoted';
    });
  }
}
