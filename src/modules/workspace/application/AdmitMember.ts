import type { Clock } from '../../../core/application/Clock';
import type { Ledger } from '../../../core/application/Ledger';
import type { UserId, WorkspaceId } from '../../../core/domain/ids';
import { seatLimit, workspaceMissing, workspaceSuspended } from '../domain/errors';
import type { Membership } from '../domain/Membership';
import type { MembershipRepository } from '../domain/MembershipRepository';
import type { KnownTenancies } from './KnownTenancies';

/** Makes somebody a member, within the seat limit however many come at once; joins the surrounding unit of work. */
export class AdmitMember {
  constructor(
    private readonly memberships: MembershipRepository,
    private readonly known: KnownTenancies,
    private readonly ledger: Ledger,
    private readonly clock: Clock,
  ) {}

  /**
   * Somebody who is a member already stays as they are.
   * @param by whoever did it, where it may be somebody who is not signed in.
   * @throws DomainError NOT_FOUND, WORKSPACE_SUSPENDED, SEAT_LIMIT.
   */
  async execute(workspaceId: WorkspaceId, userId: UserId, role: string, by?: UserId): Promise<Membership> {
    const workspace = await this.memberships.lock(workspaceId);
    if (!workspace) throw workspaceMissing();
    const member = await this.memberships.find(workspaceId, userId);
    if (member) return member;
    if (workspace.status === 'suspended') throw workspaceSuspended();
    if (!(await this.memberships.holdAccount(userId))) throw workspaceMissing();
    if (workspace.seatLimit !== null && workspace.seatsTaken >= workspace.seatLimit) throw seatLimit();
    const joinedAt = this.clock.now();
    const membership = { workspaceId, userId, role, status: 'active', joinedAt, version: 1 } as const;
    await this.memberships.add(membership);
    await this.known.changed(workspaceId, [userId]);
    const about = { workspaceId, subjectId: userId, ...(by && { actorId: by }) };
    await this.ledger.record([{ name: 'workspace:member:joined', ...about, payload: { userId, role } }]);
    return membership;
  }
}
