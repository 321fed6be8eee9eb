import type { PublishedEvent } from '../../../core/application/EventBus';
import type { FindAccount } from '../../user';
import type { MailToken } from './MailToken';

export class MailVerificationWhenUserRegistered {
  constructor(
    private readonly findAccount: FindAccount,
    private readonly mailToken: MailToken,
  ) {}

  async react(event: PublishedEvent<'user:registered'>): Promise<void> {
    const user = await this.findAccount.byEmail(event.payload.email);
    if (!user || user.id !== event.subjectId || user.state.emailVerified) return;
    await this.mailToken.execute('verify-email', user);
  }
}
