import type { Caller, Tenancy } from '../../../core/application/Caller';
import type { UserId } from '../../../core/domain/ids';
import { token } from '../../../core/domain/token';

/** Who belongs to a workspace, which is for workspace to decide: it implements this. */
export interface WorkspacePeople {
  /**
   * Takes somebody out of the caller's workspace; their account stays.
   * @throws DomainError NOT_FOUND, FORBIDDEN for somebody at or above the caller, LAST_OWNER.
   */
  remove(caller: Caller, tenancy: Tenancy, userId: UserId): Promise<void>;
}
export const WorkspacePeople = token<WorkspacePeople>('WorkspacePeople');
