import type { PublishedEvent } from '../../../core/application/EventBus';
import type { FindAccount } from '../../user';
import type { Credentials } from './Credentials';
import type { MailToken } from './MailToken';

/** Not to somebody without a password: the mail to choose one verifies the address too. */
export class MailVerificationWhenUserRegistered {
  constructor(
    private readonly findAccount: FindAccount,
    private readonly credentials: Credentials,
    private readonly mailToken: MailToken,
  ) {}

  async react(event: PublishedEvent<'user:registered'>): Promise<void> {
    const user = await this.findAccount.byEmail(event.payload.email);
    if (!user || user.id !== event.subjectId || user.state.emailVerified) return;
    if (!(await this.credentials.byUser(user.id))?.passwordHash) return;
    await this.mailToken.execute('verify-email', user);
  }
}
