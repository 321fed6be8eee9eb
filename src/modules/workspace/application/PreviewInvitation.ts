import type { Clock } from '../../../core/application/Clock';
import type { UnitOfWork } from '../../../core/application/UnitOfWork';
import type { FindAccount } from '../../user';
import { invitationGone } from '../domain/invitationErrors';
import type { InvitationRepository } from '../domain/InvitationRepository';
import type { DemandInviter } from './DemandInviter';
import type { LinkPreview, PreviewLink } from './PreviewLink';
import type { WorkspaceDetails } from './WorkspaceDetails';

export interface InvitationPreview {
  readonly workspaceName: string;
  readonly email: string;
  readonly role: string;
  readonly invitedBy: { readonly name: string };
  readonly expiresAt: Date;
  /** Whether to sign in. If not, registering with the token makes the account, or takes a never-verified one over. */
  readonly accountExists: boolean;
}

/** What the holder of a token is invited to. Changes nothing. */
export class PreviewInvitation {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly invitations: InvitationRepository,
    private readonly demandInviter: DemandInviter,
    private readonly previewLink: PreviewLink,
    private readonly findAccount: FindAccount,
    private readonly workspaces: WorkspaceDetails,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError NOT_FOUND. */
  execute(token: string): Promise<InvitationPreview | LinkPreview> {
    return this.unit.run({ as: 'system', for: 'previewing an invitation' }, async () => {
      const invitation = await this.invitations.findByToken(token);
      if (!invitation) return this.previewLink.execute(token);
      if (!invitation.isOpen(this.clock.now())) throw invitationGone();
      const { email, role, expiresAt, invitedBy, workspaceId } = invitation.state;
      const name = await this.demandInviter.execute(invitation);
      const workspace = await this.workspaces.read(invitedBy, workspaceId);
      if (!workspace) throw invitationGone();
      const account = await this.findAccount.byEmail(email);
      const accountExists = account?.state.emailVerified ?? false;
      return { workspaceName: workspace.name, email, role, invitedBy: { name }, expiresAt, accountExists };
    });
  }
}
