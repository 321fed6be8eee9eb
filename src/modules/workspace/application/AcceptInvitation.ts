import type { UnitOfWork } from '../../../core/application/UnitOfWork';
import type { UserId, WorkspaceId } from '../../../core/domain/ids';
import type { FindAccount } from '../../user';
import { invitationGone } from '../domain/invitationErrors';
import type { Joined, JoinByInvitation } from './JoinByInvitation';

/** By somebody who is signed in. */
export class AcceptInvitation {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly findAccount: FindAccount,
    private readonly join: JoinByInvitation,
  ) {}

  /** @throws DomainError NOT_FOUND, FORBIDDEN, SEAT_LIMIT, WORKSPACE_SUSPENDED. */
  execute(token: string, userId: UserId, expected: WorkspaceId | null = null): Promise<Joined> {
    return this.unit.run({ as: 'system', for: 'accepting an invitation' }, async () => {
      const user = await this.findAccount.byId(userId);
      if (!user) throw invitationGone();
      return this.join.execute(token, user, expected);
    });
  }
}
