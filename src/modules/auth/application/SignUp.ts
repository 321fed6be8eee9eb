import type { FoundWorkspace } from '../../workspace';
import type { NewAccount, RegisterAccount } from './RegisterAccount';
import type { SignIn } from './SignIn';

export interface SignUpInput extends NewAccount {
  readonly organizationName: string;
}

/** Account, workspace, owner's membership and session in one transaction. */
export class SignUp {
  constructor(
    private readonly registerAccount: RegisterAccount,
    private readonly foundWorkspace: FoundWorkspace,
  ) {}

  /** @throws DomainError EMAIL_TAKEN, VALIDATION_ERROR, HASHING_BUSY. */
  execute(input: SignUpInput): Promise<SignIn> {
    return this.registerAccount.execute(input, [input.organizationName], async (user) => {
      await this.foundWorkspace.execute({ name: input.organizationName }, user.id);
      return null;
    });
  }
}
