import type { Clock } from '../../../core/application/Clock';
import { OneAtATime } from '../../../core/application/OneAtATime';
import type { UnitOfWork } from '../../../core/application/UnitOfWork';
import type { Post } from '../../../core/application/Post';
import { DomainError } from '../../../core/domain/DomainError';
import type { WorkspaceId } from '../../../core/domain/ids';
import type { OpenAccount, OpenedAccount, Profile, User } from '../../user';
import { normalisedEmail } from '../../user';
import type { ChoosePassword } from './ChoosePassword';
import type { Credentials } from './Credentials';
import type { SignIn } from './SignIn';
import type { StartSession } from './StartSession';

export interface NewAccount extends Profile {
  readonly email: string;
  readonly password: string;
}

/** Whom the first session is for, and the workspace it leads into. */
export interface Entering {
  readonly user: User;
  readonly workspaceId: WorkspaceId;
}

const SCOPE = { as: 'system', for: 'registering an account' } as const;

/** What signing up and registering share: the account, its password and its first session, all or nothing. */
export class RegisterAccount {
  private readonly turns = new OneAtATime();

  constructor(
    private readonly unit: UnitOfWork,
    private readonly openAccount: OpenAccount,
    private readonly credentials: Credentials,
    private readonly choosePassword: ChoosePassword,
    private readonly startSession: StartSession,
    private readonly post: Post,
    private readonly clock: Clock,
  ) {}

  /**
   * @param about further data the password must not consist of.
   * @param andThen joins the transaction, before the session starts; where it leads, if it says so.
   * @param takesOver for somebody who reads the mail of the address: a never-verified account of it becomes theirs.
   * @throws DomainError EMAIL_TAKEN (the owner of the address is told by mail), VALIDATION_ERROR, HASHING_BUSY.
   */
  async execute(
    account: NewAccount,
    about: readonly string[],
    andThen: (user: User, isTakenOver: boolean) => Promise<Entering | null>,
    takesOver = false,
  ): Promise<SignIn> {
    const email = normalisedEmail(account.email);
    const known = [email, account.firstName, account.lastName, ...about];
    const password = this.choosePassword.judge(account.password, 'body.password', known);
    return this.turns.run(email, async () => {
      if (!takesOver) await this.refuseTaken(email);
      const passwordHash = await this.choosePassword.hash(password);
      try {
        return await this.unit.run(SCOPE, async () => {
          const { user, isTakenOver } = await this.open(email, account, takesOver);
          await this.credentials.set(user.id, passwordHash);
          const entering = await andThen(user, isTakenOver);
          return this.startSession.execute(entering?.user ?? user, entering?.workspaceId ?? null);
        });
      } catch (error) {
        if (error instanceof DomainError && error.code === 'EMAIL_TAKEN') await this.tellOwner(email);
        throw error;
      }
    });
  }

  private async open(email: string, profile: Profile, takesOver: boolean): Promise<OpenedAccount> {
    if (takesOver) return this.openAccount.orTakeOver(email, profile);
    return { user: await this.openAccount.execute(email, profile), isTakenOver: false };
  }

  /** Spares the hash; that an address is not taken twice is for the unique index to say. */
  private async refuseTaken(email: string): Promise<void> {
    const taken = await this.unit.run(SCOPE, () => this.credentials.byEmail(email));
    if (!taken) return;
    await this.tellOwner(email);
    throw new DomainError('conflict', 'EMAIL_TAKEN', 'An account with this e-mail exists already.');
  }

  /** At most one such mail a day and address. */
  private async tellOwner(email: string): Promise<void> {
    const day = this.clock.now().toISOString().slice(0, 10);
    await this.post.send({
      name: 'auth.email-taken',
      to: email,
      data: {},
      key: `auth.email-taken:${email}:${day}`,
    });
  }
}
