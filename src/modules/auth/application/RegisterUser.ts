import type { NewAccount, RegisterAccount } from './RegisterAccount';
import type { SignIn } from './SignIn';

/** An account without a workspace. */
export class RegisterUser {
  constructor(private readonly registerAccount: RegisterAccount) {}

  /** @throws DomainError EMAIL_TAKEN, VALIDATION_ERROR, HASHING_BUSY. */
  execute(input: NewAccount): Promise<SignIn> {
    return this.registerAccount.execute(input, [], () => Promise.resolve(null));
  }
}
