import type { UnitOfWork } from '../../../core/application/UnitOfWork';
import { DomainError } from '../../../core/domain/DomainError';
import type { FindAccount, MakeSuperAdmin, OpenAccount, User } from '../../user';
import { normalisedEmail } from '../../user';
import type { ChoosePassword } from './ChoosePassword';
import type { Credentials } from './Credentials';
import type { DispossessAccount } from './DispossessAccount';
import type { NewAccount } from './RegisterAccount';

export type SuperAdminOutcome = 'created' | 'taken-over' | 'promoted' | 'unchanged';

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
    private readonly dispossess: DispossessAccount,
  ) {}

  /**
   * A verified account with that e-mail keeps its password and names. One that was never verified is taken from
   * whoever made it. @throws DomainError VALIDATION_ERROR, EMAIL_TAKEN by an inactive one that was never verified.
   */
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
      return await this.unit.run(SCOPE, async () => {
        const { user, isTakenOver } = await this.openAccount.orTakeOver(email, input);
        await this.credentials.set(user.id, passwordHash);
        if (isTakenOver) await this.dispossess.execute(user);
        await this.makeSuperAdmin.execute(user);
        return isTakenOver ? 'taken-over' : 'created';
      });
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
      if (!user?.state.emailVerified) return null;
      if (user.state.platformRole === 'super_admin') return 'unchanged';
      await this.makeSuperAdmin.execute(user);
      return 'promoted';
    });
  }
}
