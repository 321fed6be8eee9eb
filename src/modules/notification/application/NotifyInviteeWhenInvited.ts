import type { PublishedEvent } from '../../../core/application/EventBus';
import type { FindAccount } from '../../user';
import type { Directory } from './Directory';
import type { NotifyInWorkspace } from './NotifyInWorkspace';

/** Only an account that showed that the address is its own hears what is sent to it. */
export class NotifyInviteeWhenInvited {
  constructor(
    private readonly findAccount: FindAccount,
    private readonly directory: Directory,
    private readonly notify: NotifyInWorkspace,
  ) {}

  async react(event: PublishedEvent<'workspace:member:invited'>): Promise<void> {
    const { email, role } = event.payload;
    const invitee = await this.findAccount.byEmail(email);
    if (!invitee?.state.emailVerified) return;
    const inviterName = await this.directory.personName(event.actorId);
    await this.notify.execute(event, [invitee.id], (workspaceName) => ({
      kind: 'invitation.received',
      facts: { workspaceName, inviterName, role },
    }));
  }
}
