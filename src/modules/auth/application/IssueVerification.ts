import type { Job } from '../../../core/application/Jobs';
import type { FindAccount } from '../../user';
import type { MailToken } from './MailToken';

/** The worker's half of a verification mail that was asked for again. */
export class IssueVerification {
  constructor(
    private readonly findAccount: FindAccount,
    private readonly mailToken: MailToken,
  ) {}

  async run(job: Job): Promise<void> {
    const user = await this.findAccount.byEmail(String(job.payload.email));
    if (!user || user.state.emailVerified || user.state.status !== 'active') return;
    await this.mailToken.execute('verify-email', user);
  }
}
