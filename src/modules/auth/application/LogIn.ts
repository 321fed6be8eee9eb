import type { Ledger } from '../../../core/application/Ledger';
import type { Count } from '../../../core/application/Metrics';
import type { UnitOfWork } from '../../../core/application/UnitOfWork';
import { DomainError } from '../../../core/domain/DomainError';
import type { WorkspaceId } from '../../../core/domain/ids';
import type { FindAccount } from '../../user';
import { normalisedEmail } from '../../user';
import { accountInactive, invalidCredentials } from '../domain/errors';
import type { CheckPassword } from './CheckPassword';
import type { Credential, Credentials } from './Credentials';
import type { HashingCapacity } from './HashingCapacity';
import type { PasswordHasher } from './PasswordHasher';
import type { CodeProof, SecondFactor } from './SecondFactor';
import type { SignIn } from './SignIn';
import type { StartSession } from './StartSession';

export interface LogInInput {
  readonly email: string;
  readonly password: string;
  /** Of the authenticator app, or a recovery code. */
  readonly mfaCode?: string;
  readonly workspaceId?: string;
}

const SCOPE = { as: 'system', for: 'signing in' } as const;

/**
 * @throws DomainError INVALID_CREDENTIALS, ACCOUNT_LOCKED, HASHING_BUSY; and only once the password was right
 * MFA_REQUIRED, MFA_INVALID, ACCOUNT_INACTIVE, NOT_FOUND, WORKSPACE_SUSPENDED.
 */
export class LogIn {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly credentials: Credentials,
    private readonly checkPassword: CheckPassword,
    private readonly hasher: PasswordHasher,
    private readonly secondFactor: SecondFactor,
    private readonly findAccount: FindAccount,
    private readonly startSession: StartSession,
    private readonly ledger: Ledger,
    private readonly count: Count<'outcome'>,
    private readonly capacity: HashingCapacity,
  ) {}

  async execute(input: LogInInput): Promise<SignIn> {
    try {
      const signIn = await this.logIn(input);
      this.count({ outcome: 'success' });
      return signIn;
    } catch (error) {
      this.count({ outcome: error instanceof DomainError ? error.code.toLowerCase() : 'error' });
      throw error;
    }
  }

  private async logIn(input: LogInInput): Promise<SignIn> {
    this.capacity.demand();
    const email = normalisedEmail(input.email);
    const credential = await this.unit.run(SCOPE, () => this.credentials.byEmail(email));
    const { userId = null, passwordHash = null, hasMfa = false } = credential ?? {};
    const { password, mfaCode } = input;
    const claim = { email, password, userId, passwordHash, hasMfa };
    const proof = await this.checkPassword.withCode(claim, mfaCode);
    if (!credential?.passwordHash) throw invalidCredentials();
    await this.demandActive(credential, email);
    await this.upgradeHash(credential, credential.passwordHash, password);
    const signIn = await this.unit.run(SCOPE, () => this.enter(credential, proof, input));
    return signIn ?? this.secondFactor.refuse(credential.userId, email);
  }

  /** The code is used up by the session it opens, and by nothing else. @returns null when it was used meanwhile. */
  private async enter(
    credential: Credential,
    proof: CodeProof | null,
    { workspaceId }: LogInInput,
  ): Promise<SignIn | null> {
    const isCurrent = await this.credentials.isCurrent(credential);
    const user = await this.findAccount.byId(credential.userId);
    if (!isCurrent || user?.state.status !== 'active') throw invalidCredentials();
    if (proof && !(await this.secondFactor.use(user.id, user.state.email, proof))) return null;
    return this.startSession.execute(user, (workspaceId?.toLowerCase() ?? null) as WorkspaceId | null);
  }

  private async demandActive(credential: Credential, email: string): Promise<void> {
    if (credential.isActive) return;
    await this.ledger.record([
      {
        name: 'auth:sign-in-failed',
        workspaceId: null,
        subjectId: credential.userId,
        actorId: null,
        payload: { email, reason: 'inactive' },
      },
    ]);
    throw accountInactive();
  }

  /** A busy moment is no reason to refuse a right password: the hash is then upgraded at a later login. */
  private async upgradeHash({ userId }: Credential, stored: string, password: string): Promise<void> {
    if (!this.hasher.needsRehash(stored)) return;
    try {
      const fresh = await this.hasher.hash(password);
      await this.unit.run(SCOPE, () => this.credentials.upgrade(userId, stored, fresh));
    } catch (error) {
      if (!(error instanceof DomainError) || error.kind !== 'unavailable') throw error;
    }
  }
}
