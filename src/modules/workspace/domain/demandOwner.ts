import { lastOwner } from './errors';
import { isActiveOwner, type Membership } from './Membership';
import type { LockedWorkspace } from './MembershipRepository';

/** @param next what becomes of the member; null when they go. @throws DomainError LAST_OWNER. */
export function demandOwner(workspace: LockedWorkspace, member: Membership, next: Membership | null): void {
  const isLast = isActiveOwner(member) && workspace.owners <= 1;
  if (isLast && !isActiveOwner(next)) throw lastOwner();
}
