import { DomainError } from '../../../core/domain/DomainError';
import { normalisedEmail, type User } from '../../user';
import type { JoinByInvitation, PreviewInvitation } from '../../workspace';
import type { DispossessAccount } from './DispossessAccount';
import type { Entering, NewAccount, RegisterAccount } from './RegisterAccount';
import type { RegisterByLink } from './RegisterByLink';
import type { SignIn } from './SignIn';

export interface InvitedAccount extends NewAccount {
  readonly invitationToken: string;
}

/** By a mailed token: account, verified address, membership and session in one transaction. */
export class RegisterInvited {
  constructor(
    private readonly previewInvitation: PreviewInvitation,
    private readonly joinByInvitation: JoinByInvitation,
    private readonly registerAccount: RegisterAccount,
    private readonly registerByLink: RegisterByLink,
    private readonly dispossess: DispossessAccount,
  ) {}

  /**
   * An account of the address that was never verified is taken over: new password, no second factor, its sessions end.
   * @throws DomainError NOT_FOUND, EMAIL_DOMAIN_REFUSED, FORBIDDEN for another address than the invited one, EMAIL_TAKEN, SEAT_LIMIT,
   * WORKSPACE_SUSPENDED, VALIDATION_ERROR, HASHING_BUSY.
   */
  async execute(input: InvitedAccount): Promise<SignIn> {
    const token = input.invitationToken;
    const invited = await this.previewInvitation.execute(token);
    if (invited.email === null) return this.registerByLink.execute(input, token, invited.allowedDomains);
    const { email } = invited;
    if (normalisedEmail(input.email) !== email) {
      throw new DomainError('forbidden', 'FORBIDDEN', 'This invitation is for somebody else.');
    }
    return this.registerAccount.execute(
      input,
      [],
      async (user, isTakenOver) => {
        if (isTakenOver) await this.dispossess.execute(user);
        return this.join(token, user);
      },
      true,
    );
  }

  private async join(token: string, user: User): Promise<Entering> {
    const joined = await this.joinByInvitation.execute(token, user);
    return { user: joined.user, workspaceId: joined.membership.workspaceId };
  }
}
