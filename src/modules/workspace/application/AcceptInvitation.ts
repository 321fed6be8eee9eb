import type { UnitOfWork } from '../../../core/application/UnitOfWork';
import type { UserId, WorkspaceId } from '../../../core/domain/ids';
import type { FindAccount } from '../../user';
import { invitationGone } from '../domain/invitationErrors';
import type { InviteLinkRepository } from '../domain/InviteLinkRepository';
import type { Joined, JoinByInvitation } from './JoinByInvitation';
import type { JoinByLink } from './JoinByLink';

/** By somebody who is signed in, with a mailed token or that of a link. */
export class AcceptInvitation {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly findAccount: FindAccount,
    private readonly links: InviteLinkRepository,
    private readonly join: JoinByInvitation,
    private readonly joinByLink: JoinByLink,
  ) {}

  /**
   * @throws DomainError NOT_FOUND, FORBIDDEN, SEAT_LIMIT, WORKSPACE_SUSPENDED; EMAIL_DOMAIN_REFUSED,
   * EMAIL_NOT_VERIFIED by a link.
   */
  execute(token: string, userId: UserId, expected: WorkspaceId | null = null): Promise<Joined> {
    return this.unit.run({ as: 'system', for: 'accepting an invitation' }, async () => {
      const user = await this.findAccount.byId(userId);
      if (!user) throw invitationGone();
      const link = await this.links.findByToken(token);
      return link ? this.joinByLink.execute(link, user, expected) : this.join.execute(token, user, expected);
    });
  }
}
