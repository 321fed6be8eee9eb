import { DomainError } from '../../../core/domain/DomainError';
import type { UserId, WorkspaceId } from '../../../core/domain/ids';
import type { EnteredWorkspace, SignInWorkspaces } from './SignInWorkspaces';

/**
 * The workspace a sign-in or a refresh leads into. Joins the surrounding unit of work.
 * @throws DomainError NOT_FOUND when one is demanded that they are not in; WORKSPACE_SUSPENDED when the
 * demanded one, or every one they are in, is suspended.
 */
export class ChooseWorkspace {
  constructor(private readonly workspaces: SignInWorkspaces) {}

  /** @param wanted demanded by the caller. @param last the session's last one: preferred, not demanded. */
  async execute(
    userId: UserId,
    wanted: WorkspaceId | null,
    last: WorkspaceId | null,
  ): Promise<EnteredWorkspace | null> {
    const mine = await this.workspaces.of(userId);
    const open = mine.filter(({ workspace }) => workspace.status === 'active');
    const by = (id: WorkspaceId | null) => mine.find(({ workspace }) => workspace.id === id);
    if (wanted !== null && !by(wanted)) {
      throw new DomainError('missing', 'NOT_FOUND', 'There is nothing here.');
    }
    const chosen =
      wanted === null ? (open.find(({ workspace }) => workspace.id === last) ?? open[0]) : by(wanted);
    if (chosen?.workspace.status === 'suspended' || (!chosen && mine.length > 0)) {
      throw new DomainError('forbidden', 'WORKSPACE_SUSPENDED', 'This workspace is suspended.');
    }
    if (!chosen) return null;
    await this.workspaces.entered(userId, chosen.workspace.id);
    return chosen;
  }
}
