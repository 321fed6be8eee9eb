import type { Clock } from '../../../core/application/Clock';
import { invitationGone } from '../domain/invitationErrors';
import type { InviteLinkRepository } from '../domain/InviteLinkRepository';
import type { DemandInviter } from './DemandInviter';
import type { WorkspaceDetails } from './WorkspaceDetails';

export interface LinkPreview {
  readonly workspaceName: string;
  /** It is for nobody in particular. */
  readonly email: null;
  readonly role: string;
  readonly invitedBy: { readonly name: string };
  readonly expiresAt: Date;
  readonly accountExists: null;
  /** Empty: any. */
  readonly allowedDomains: readonly string[];
}

/** To be asked inside a unit of work that crosses tenants. */
export class PreviewLink {
  constructor(
    private readonly links: InviteLinkRepository,
    private readonly demandInviter: DemandInviter,
    private readonly workspaces: WorkspaceDetails,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError NOT_FOUND. */
  async execute(token: string): Promise<LinkPreview> {
    const link = await this.links.findByToken(token);
    if (!link?.isOpen(this.clock.now())) throw invitationGone();
    const { workspaceId, invitedBy, role, expiresAt, allowedDomains } = link.state;
    const name = await this.demandInviter.execute(link);
    const workspace = await this.workspaces.read(invitedBy, workspaceId);
    if (!workspace) throw invitationGone();
    return {
      workspaceName: workspace.name,
      email: null,
      role,
      invitedBy: { name },
      expiresAt,
      accountExists: null,
      allowedDomains,
    };
  }
}
