import type { Caller } from '../../../core/application/Caller';
import type { Ledger } from '../../../core/application/Ledger';
import type { PasswordConfirmation } from '../../../core/application/PasswordConfirmation';
import type { UnitOfWork } from '../../../core/application/UnitOfWork';
import type { UserId, WorkspaceId } from '../../../core/domain/ids';
import { workspaceMissing } from '../domain/errors';
import { isActiveOwner } from '../domain/Membership';
import type { OwnershipOffers } from '../domain/OwnershipOffers';
import type { DemandRoomToOwn } from './DemandRoomToOwn';
import type { MemberChanges } from './MemberChanges';

/** The second half of a transfer: the taker becomes an owner, the giver an admin. */
export class AcceptOwnership {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly password: PasswordConfirmation,
    private readonly changes: MemberChanges,
    private readonly offers: OwnershipOffers,
    private readonly demandRoomToOwn: DemandRoomToOwn,
    private readonly ledger: Ledger,
  ) {}

  /** @throws DomainError INVALID_CREDENTIALS, ACCOUNT_LOCKED; NOT_FOUND without an open offer of an owner; WORKSPACE_LIMIT, and the offer stays. */
  async execute(caller: Caller, workspaceId: WorkspaceId, password: string): Promise<void> {
    await this.password.confirm(caller, password);
    const { userId } = caller;
    await this.unit.run({ as: 'member', userId, workspaceId }, async () => {
      const taker = await this.changes.hold(workspaceId, userId);
      const giverId = await this.offers.take(workspaceId, userId);
      if (giverId === null) throw workspaceMissing();
      await this.demandRoomToOwn.execute(userId);
      await this.changes.change(taker, { ...taker.member, role: 'owner' }, 'ownership-transferred');
      await this.stepDown(workspaceId, giverId);
      await this.ledger.record([
        {
          name: 'workspace:ownership-transferred',
          workspaceId,
          subjectId: userId,
          payload: { userId, fromUserId: giverId },
        },
      ]);
    });
  }

  /** Held anew, so that the owners are counted with the new one. */
  private async stepDown(workspaceId: WorkspaceId, giverId: UserId): Promise<void> {
    const giver = await this.changes.hold(workspaceId, giverId);
    if (!isActiveOwner(giver.member)) throw workspaceMissing();
    await this.changes.change(giver, { ...giver.member, role: 'admin' }, 'ownership-transferred');
  }
}
