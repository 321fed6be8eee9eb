import type { Caller } from '../../../core/application/Caller';
import type { Ledger } from '../../../core/application/Ledger';
import type { PasswordConfirmation } from '../../../core/application/PasswordConfirmation';
import type { Post } from '../../../core/application/Post';
import type { UnitOfWork } from '../../../core/application/UnitOfWork';
import { normalisedEmail } from '../domain/EmailAddress';
import type { UserRepository } from '../domain/UserRepository';
import { accountGone } from '../domain/errors';
import type { NewAddressProof } from './NewAddressProof';
import './mails';

/** Nothing changes before the new address confirms; whether another account has it is not told. */
export class AskForNewEmail {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly users: UserRepository,
    private readonly password: PasswordConfirmation,
    private readonly proof: NewAddressProof,
    private readonly post: Post,
    private readonly ledger: Ledger,
  ) {}

  /** @throws DomainError INVALID_CREDENTIALS, ACCOUNT_LOCKED, HASHING_BUSY. */
  async execute(caller: Caller, wanted: string, password: string): Promise<void> {
    await this.password.confirm(caller, password);
    const email = normalisedEmail(wanted);
    await this.unit.run({ as: 'system', for: 'asking for another e-mail' }, async () => {
      const user = await this.users.find(caller.userId);
      if (!user) throw accountGone();
      if (await this.users.findByEmail(email)) return;
      if (!(await this.proof.ask(user, email, caller.sid))) return;
      const { id, email: old, firstName } = user.state;
      await this.post.send({ name: 'user.email-change-asked', to: old, data: { firstName } });
      await this.ledger.record([
        { name: 'user:email-change-asked', workspaceId: null, subjectId: id, payload: { email } },
      ]);
    });
  }
}
