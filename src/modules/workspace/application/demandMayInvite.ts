import { isBuiltInRole, mayGrant } from '../../role';
import { roleAboveOwn } from '../domain/invitationErrors';
import type { Actor } from './Actor';

/** @throws DomainError FORBIDDEN for a role above their own. */
export function demandMayInvite(actor: Pick<Actor, 'role'>, role: string): void {
  if (!isBuiltInRole(role) || !mayGrant(actor.role, role)) throw roleAboveOwn('members.invite');
}
