import { normalisedEmail } from '../../user';
import { demandMailDomain, type WaitForVerification } from '../../workspace';
import type { NewAccount, RegisterAccount } from './RegisterAccount';
import type { SignIn } from './SignIn';

/**
 * An account by an invite link. Whoever has the link need not read the mail of the address, so nothing is
 * verified or taken over by it: they join once they have verified their address.
 */
export class RegisterByLink {
  constructor(
    private readonly registerAccount: RegisterAccount,
    private readonly waitForVerification: WaitForVerification,
  ) {}

  /** @throws DomainError EMAIL_DOMAIN_REFUSED, NOT_FOUND, EMAIL_TAKEN, VALIDATION_ERROR, HASHING_BUSY. */
  execute(account: NewAccount, token: string, allowedDomains: readonly string[]): Promise<SignIn> {
    demandMailDomain(allowedDomains, normalisedEmail(account.email));
    return this.registerAccount.execute(account, [], async (user) => {
      await this.waitForVerification.execute(token, user);
      return null;
    });
  }
}
