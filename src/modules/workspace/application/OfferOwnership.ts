import type { Caller } from '../../../core/application/Caller';
import type { Ledger } from '../../../core/application/Ledger';
import type { PasswordConfirmation } from '../../../core/application/PasswordConfirmation';
import type { Post } from '../../../core/application/Post';
import type { UnitOfWork } from '../../../core/application/UnitOfWork';
import type { UserId, WorkspaceId } from '../../../core/domain/ids';
import type { FindAccount } from '../../user';
import { aboveOnesOwn, transferImpossible } from '../domain/errors';
import { isActiveOwner, type Membership } from '../domain/Membership';
import type { MembershipRepository } from '../domain/MembershipRepository';
import type { OwnershipOffers } from '../domain/OwnershipOffers';
import type { MemberChanges } from './MemberChanges';
import './ownershipMails';

/** The first half of a transfer; nothing changes hands until the other one accepts. A new offer replaces an open one. */
export class OfferOwnership {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly password: PasswordConfirmation,
    private readonly changes: MemberChanges,
    private readonly memberships: MembershipRepository,
    private readonly offers: OwnershipOffers,
    private readonly findAccount: FindAccount,
    private readonly post: Post,
    private readonly ledger: Ledger,
  ) {}

  /** @throws DomainError INVALID_CREDENTIALS, ACCOUNT_LOCKED, NOT_FOUND, FORBIDDEN, TRANSFER_IMPOSSIBLE. */
  async execute(caller: Caller, workspaceId: WorkspaceId, to: UserId, password: string): Promise<void> {
    await this.password.confirm(caller, password);
    const { userId } = caller;
    await this.unit.run({ as: 'member', userId, workspaceId }, async () => {
      const { workspace, member } = await this.changes.hold(workspaceId, to);
      const giver = await this.memberships.find(workspaceId, userId);
      if (!isActiveOwner(giver)) throw aboveOnesOwn('workspaces.transfer');
      if (member.status !== 'active' || isActiveOwner(member)) throw transferImpossible();
      await this.offers.put(workspaceId, userId, to);
      await this.ledger.record([
        { name: 'workspace:ownership-offered', workspaceId, subjectId: to, payload: { userId: to } },
      ]);
      await this.tell(member, userId, workspace.name);
    });
  }

  private async tell({ userId }: Membership, giverId: UserId, workspaceName: string): Promise<void> {
    const [giver, taker] = [await this.findAccount.byId(giverId), await this.findAccount.byId(userId)];
    if (!giver || !taker) return;
    const { firstName, lastName } = giver.state;
    const data = { workspaceName, ownerName: `${firstName} ${lastName}`.trim() };
    await this.post.send({ name: 'workspace.ownership-offered', to: taker.state.email, data });
  }
}
