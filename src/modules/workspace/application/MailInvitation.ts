import type { Post } from '../../../core/application/Post';
import type { UserId } from '../../../core/domain/ids';
import type { FindAccount } from '../../user';
import type { Invitation } from '../domain/Invitation';
import './invitationMails';

/** Owes the invited person the mail with the token; joins the surrounding unit of work. */
export class MailInvitation {
  constructor(
    private readonly findAccount: FindAccount,
    private readonly post: Post,
  ) {}

  async execute({ state }: Invitation, workspaceName: string, token: string): Promise<void> {
    await this.post.send({
      name: 'workspace.invitation',
      to: state.email,
      data: { workspaceName, inviterName: await this.nameOf(state.invitedBy), role: state.role, token },
    });
  }

  private async nameOf(id: UserId): Promise<string> {
    const inviter = await this.findAccount.byId(id);
    return inviter ? `${inviter.state.firstName} ${inviter.state.lastName}`.trim() : 'Somebody';
  }
}
