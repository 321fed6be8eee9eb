import type { UserId } from '../../../core/domain/ids';
import { accountGone } from '../../user';
import { workspaceLimit } from '../domain/errors';
import type { MembershipRepository } from '../domain/MembershipRepository';

/** Most workspaces that one person owns; deleted ones do not count. */
const MOST_OWNED = 100;

/**
 * For whoever is about to own one more workspace by an act of their own. Joins the surrounding unit of work, until
 * whose end nobody else counts; to be asked after the workspace was locked.
 */
export class DemandRoomToOwn {
  constructor(private readonly memberships: MembershipRepository) {}

  /** @throws DomainError WORKSPACE_LIMIT, SESSION_ENDED when the account is gone. */
  async execute(userId: UserId): Promise<void> {
    if (!(await this.memberships.holdAccount(userId))) throw accountGone();
    if ((await this.memberships.ownedBy(userId)) >= MOST_OWNED) throw workspaceLimit();
  }
}
