import type { Clock } from '../../../core/application/Clock';
import type { FrontendLinks } from '../../../core/application/FrontendLinks';
import type { Random } from '../../../core/application/Random';
import type { UnitOfWork } from '../../../core/application/UnitOfWork';
import type { BuiltInRole } from '../../role';
import { workspaceMissing, workspaceSuspended } from '../domain/errors';
import { InviteLink, type InviteLinkId } from '../domain/InviteLink';
import { inviteLinkLimit, linkMakesNoOwner } from '../domain/inviteLinkErrors';
import type { InviteLinkRepository } from '../domain/InviteLinkRepository';
import type { MembershipRepository } from '../domain/MembershipRepository';
import type { Actor } from './Actor';
import { demandMayInvite } from './demandMayInvite';

export interface WantedInviteLink {
  readonly role: BuiltInRole;
  /** In their one spelling; empty: any. */
  readonly allowedDomains: readonly string[];
  /** Null: as many as come. */
  readonly maxUses: number | null;
  readonly expiresInDays: number;
}

/** Told once: only a hash of the token is stored. */
export interface MadeInviteLink {
  readonly id: InviteLinkId;
  readonly token: string;
  readonly url: string;
}

const MOST_OPEN = 100;
const DAY_MS = 24 * 60 * 60 * 1000;

export class MakeInviteLink {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly memberships: MembershipRepository,
    private readonly links: InviteLinkRepository,
    private readonly frontend: FrontendLinks,
    private readonly random: Random,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError FORBIDDEN, NOT_FOUND, WORKSPACE_SUSPENDED, INVITE_LINK_LIMIT. */
  async execute(actor: Actor, wanted: WantedInviteLink): Promise<MadeInviteLink> {
    demandMayInvite(actor, wanted.role);
    if (wanted.role === 'owner') throw linkMakesNoOwner();
    const token = this.random.secret();
    const { userId, workspaceId } = actor;
    const scope = { as: 'member', userId, workspaceId } as const;
    const id = await this.unit.run(scope, () => this.make(actor, wanted, token));
    return { id, token, url: this.frontend.link('/accept-invitation', token) };
  }

  private async make(
    { userId, workspaceId }: Actor,
    { expiresInDays, ...wanted }: WantedInviteLink,
    token: string,
  ): Promise<InviteLinkId> {
    const workspace = await this.memberships.lock(workspaceId);
    if (!workspace) throw workspaceMissing();
    if (workspace.status === 'suspended') throw workspaceSuspended();
    const now = this.clock.now();
    if ((await this.links.countOpen(workspaceId, now)) >= MOST_OPEN) throw inviteLinkLimit();
    const expiresAt = new Date(now.getTime() + expiresInDays * DAY_MS);
    const id = this.random.id<'invite-link'>();
    await this.links.add(
      InviteLink.make({ ...wanted, id, workspaceId, invitedBy: userId, expiresAt }, now),
      token,
    );
    return id;
  }
}
