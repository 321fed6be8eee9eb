import type { Clock } from '../../../core/application/Clock';
import type { Random } from '../../../core/application/Random';
import type { UnitOfWork } from '../../../core/application/UnitOfWork';
import type { BuiltInRole } from '../../role';
import { normalisedEmail, type FindAccount } from '../../user';
import { workspaceMissing, workspaceSuspended } from '../domain/errors';
import { Invitation, type InvitationId } from '../domain/Invitation';
import { alreadyMember, invitationPending } from '../domain/invitationErrors';
import type { InvitationRepository } from '../domain/InvitationRepository';
import type { MembershipRepository } from '../domain/MembershipRepository';
import type { InvitationQuota } from './InvitationQuota';
import type { Actor } from './Actor';
import { demandMayInvite } from './demandMayInvite';
import type { MailInvitation } from './MailInvitation';
import type { WorkspaceDetails } from './WorkspaceDetails';

export interface Invited {
  readonly email: string;
  readonly role: BuiltInRole;
}

/** The unique index says that one is pending an address; the quota, taken last, holds its locks shortest. */
export class InviteMember {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly workspaces: WorkspaceDetails,
    private readonly memberships: MembershipRepository,
    private readonly invitations: InvitationRepository,
    private readonly quota: InvitationQuota,
    private readonly findAccount: FindAccount,
    private readonly mail: MailInvitation,
    private readonly random: Random,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws DomainError FORBIDDEN, INVITATION_LIMIT, ALREADY_MEMBER, INVITATION_PENDING,
   * NOT_FOUND, WORKSPACE_SUSPENDED.
   */
  async execute(actor: Actor, { email, role }: Invited): Promise<InvitationId> {
    demandMayInvite(actor, role);
    const { userId, workspaceId } = actor;
    const workspace = await this.workspaces.read(userId, workspaceId);
    if (!workspace) throw workspaceMissing();
    if (workspace.status === 'suspended') throw workspaceSuspended();
    const address = normalisedEmail(email);
    return this.unit.run({ as: 'member', userId, workspaceId }, async () => {
      await this.refuseMember(actor, address);
      await this.makeRoom(workspaceId, address);
      const token = this.random.secret();
      const invited = { workspaceId, email: address, role, invitedBy: userId };
      const invitation = Invitation.invite(this.random.id(), invited, token, this.clock.now());
      await this.invitations.save(invitation);
      await this.mail.execute(invitation, workspace.name, token);
      await this.quota.take(workspaceId, userId, address);
      return invitation.state.id;
    });
  }

  private async refuseMember({ userId, workspaceId }: Actor, address: string): Promise<void> {
    const account = await this.findAccount.byEmail(address);
    if (!account) return;
    const isMember = (await this.memberships.find(workspaceId, account.id)) !== null;
    if (isMember || account.id === userId) throw alreadyMember();
  }

  private async makeRoom(workspaceId: Actor['workspaceId'], address: string): Promise<void> {
    const earlier = await this.invitations.findPending(workspaceId, address);
    if (!earlier) return;
    if (earlier.isOpen(this.clock.now())) throw invitationPending();
    earlier.expire();
    await this.invitations.save(earlier);
  }
}
