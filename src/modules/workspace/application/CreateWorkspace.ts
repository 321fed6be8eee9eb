import type { UnitOfWork } from '../../../core/application/UnitOfWork';
import type { UserId } from '../../../core/domain/ids';
import { accountGone } from '../../user';
import type { MembershipRepository } from '../domain/MembershipRepository';
import type { Workspace } from '../domain/Workspace';
import type { FoundWorkspace, NewWorkspace } from './FoundWorkspace';

const SCOPE = { as: 'system', for: 'founding a workspace' } as const;

/** One more workspace for somebody who has an account. @throws DomainError SLUG_TAKEN, SESSION_ENDED. */
export class CreateWorkspace {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly memberships: MembershipRepository,
    private readonly foundWorkspace: FoundWorkspace,
  ) {}

  execute(workspace: NewWorkspace, ownerId: UserId): Promise<Workspace> {
    return this.unit.run(SCOPE, async () => {
      if (!(await this.memberships.holdAccount(ownerId))) throw accountGone();
      return this.foundWorkspace.execute(workspace, ownerId);
    });
  }
}
