import type { Ledger } from '../../../core/application/Ledger';
import type { UnitOfWork } from '../../../core/application/UnitOfWork';
import { DomainError } from '../../../core/domain/DomainError';
import { normalisedEmail, type FindAccount, type User } from '../../user';
import type { JoinByInvitation, LinkGuests, PreviewInvitation } from '../../workspace';
import type { EndSessions } from './EndSessions';
import type { OneTimeTokens } from './OneTimeTokens';
import type { Entering, NewAccount, RegisterAccount } from './RegisterAccount';
import type { RegisterByLink } from './RegisterByLink';
import type { SignIn } from './SignIn';
import type { TotpFactors } from './TotpFactors';

export interface InvitedAccount extends NewAccount {
  readonly invitationToken: string;
}

const SCOPE = { as: 'system', for: 'registering somebody invited' } as const;

/** By a mailed token: account, verified address, membership and session in one transaction. */
export class RegisterInvited {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly previewInvitation: PreviewInvitation,
    private readonly joinByInvitation: JoinByInvitation,
    private readonly registerAccount: RegisterAccount,
    private readonly registerByLink: RegisterByLink,
    private readonly findAccount: FindAccount,
    private readonly endSessions: EndSessions,
    private readonly tokens: OneTimeTokens,
    private readonly factors: TotpFactors,
    private readonly linkGuests: LinkGuests,
    private readonly ledger: Ledger,
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
    const holder = await this.unit.run(SCOPE, () => this.findAccount.byEmail(email));
    return this.registerAccount.execute(
      input,
      [],
      async (user) => {
        if (holder?.id === user.id) await this.dispossess(user);
        return this.join(token, user);
      },
      true,
    );
  }

  private async join(token: string, user: User): Promise<Entering> {
    const joined = await this.joinByInvitation.execute(token, user);
    return { user: joined.user, workspaceId: joined.membership.workspaceId };
  }

  /** Whoever made the account without reading its mail has no part in it any more. */
  private async dispossess({ id, state }: User): Promise<void> {
    await this.endSessions.allOf(id, 'password');
    await this.tokens.revokeAll(id, 'reset-password');
    await this.tokens.revokeAll(id, 'verify-email');
    await this.factors.remove(id);
    await this.linkGuests.take(id);
    await this.ledger.record([
      {
        name: 'auth:account-taken-over',
        workspaceId: null,
        subjectId: id,
        actorId: id,
        payload: { email: state.email },
      },
    ]);
  }
}
