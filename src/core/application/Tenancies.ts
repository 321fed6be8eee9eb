import { token } from '../domain/token';
import type { UserId, WorkspaceId } from '../domain/ids';
import type { Tenancy } from './Caller';

/** Where somebody belongs. */
export interface Tenancies {
  /** Their place in a workspace; null when they are not an active member or it does not exist. */
  find(userId: UserId, workspaceId: WorkspaceId): Promise<Tenancy | null>;
  /** The place a super admin takes in any workspace: an owner's; null when it does not exist. */
  ofSuperAdmin(workspaceId: WorkspaceId): Promise<Tenancy | null>;
}
export const Tenancies = token<Tenancies>('Tenancies');
