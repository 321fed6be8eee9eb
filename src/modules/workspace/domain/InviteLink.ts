import { AggregateRoot } from '../../../core/domain/AggregateRoot';
import type { Id, UserId, WorkspaceId } from '../../../core/domain/ids';
import { demandMailDomain } from './demandMailDomain';
import './inviteLinkEvents';

export type InviteLinkId = Id<'invite-link'>;

export interface InviteLinkState {
  readonly id: InviteLinkId;
  readonly workspaceId: WorkspaceId;
  /** Name of the built-in role it gives; never owner. */
  readonly role: string;
  /** In their one spelling; empty: of any domain. */
  readonly allowedDomains: readonly string[];
  /** How many may join by it; null: as many as come. */
  readonly maxUses: number | null;
  readonly uses: number;
  readonly invitedBy: UserId;
  readonly expiresAt: Date;
  readonly createdAt: Date;
  readonly revokedAt: Date | null;
}

export type NewInviteLink = Pick<
  InviteLinkState,
  'id' | 'workspaceId' | 'role' | 'allowedDomains' | 'maxUses' | 'invitedBy' | 'expiresAt'
>;

/** An invitation that is not mailed but passed on: to whoever holds it, within its limits. */
export class InviteLink extends AggregateRoot {
  private constructor(
    private current: InviteLinkState,
    version: number,
  ) {
    super(version);
  }

  static make(wanted: NewInviteLink, now: Date): InviteLink {
    const link = new InviteLink({ ...wanted, uses: 0, createdAt: now, revokedAt: null }, 0);
    const { id: linkId, workspaceId, role, allowedDomains, maxUses } = wanted;
    link.record({
      name: 'workspace:invite-link:created',
      workspaceId,
      subjectId: null,
      payload: { linkId, role, allowedDomains, maxUses, expiresAt: wanted.expiresAt.toISOString() },
    });
    return link;
  }

  static restore(state: InviteLinkState, version: number): InviteLink {
    return new InviteLink(state, version);
  }

  get state(): InviteLinkState {
    return this.current;
  }

  isOpen(now: Date): boolean {
    const { revokedAt, expiresAt, maxUses, uses } = this.current;
    return revokedAt === null && expiresAt > now && (maxUses === null || uses < maxUses);
  }

  /** @throws DomainError EMAIL_DOMAIN_REFUSED. */
  demandDomainOf(address: string): void {
    demandMailDomain(this.current.allowedDomains, address);
  }

  /** Somebody joined by it. */
  use(userId: UserId): void {
    this.current = { ...this.current, uses: this.current.uses + 1 };
    this.tell('workspace:invite-link:used', userId);
  }

  /** Whoever joined by it stays. Revoking twice is no fault. */
  revoke(now: Date): void {
    if (this.current.revokedAt !== null) return;
    this.current = { ...this.current, revokedAt: now };
    this.tell('workspace:invite-link:revoked');
  }

  private tell(name: 'workspace:invite-link:used' | 'workspace:invite-link:revoked', by?: UserId): void {
    const { id: linkId, workspaceId, role } = this.current;
    this.record({
      name,
      workspaceId,
      subjectId: by ?? null,
      ...(by && { actorId: by }),
      payload: { linkId, role },
    });
  }
}
