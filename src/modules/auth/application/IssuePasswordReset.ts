import type { Job } from '../../../core/application/Jobs';
import type { Ledger } from '../../../core/application/Ledger';
import type { FindAccount } from '../../user';
import type { MailToken } from './MailToken';

/** The worker's half of a forgotten password. Unknown and inactive accounts get nothing. */
export class IssuePasswordReset {
  constructor(
    private readonly findAccount: FindAccount,
    private readonly mailToken: MailToken,
    private readonly ledger: Ledger,
  ) {}

  async run(job: Job): Promise<void> {
    const user = await this.findAccount.byEmail(String(job.payload.email));
    if (user?.state.status !== 'active') return;
    if (!(await this.mailToken.execute('reset-password', user))) return;
    await this.ledger.record([
      {
        name: 'auth:password-reset-requested',
        workspaceId: null,
        subjectId: user.id,
        actorId: null,
        payload: { email: user.state.email },
      },
    ]);
  }
}
