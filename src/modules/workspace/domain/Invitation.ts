import { AggregateRoot } from '../../../core/domain/AggregateRoot';
import type { EventName } from '../../../core/domain/EventCatalogue';
import type { Id, UserId, WorkspaceId } from '../../../core/domain/ids';
import { invitationClosed, invitationGone } from './invitationErrors';
import './invitationEvents';

export type InvitationId = Id<'invitation'>;
export type InvitationStatus = 'pending' | 'accepted' | 'declined' | 'revoked' | 'expired';

export interface InvitationState {
  readonly id: InvitationId;
  readonly workspaceId: WorkspaceId;
  /** Normalised. */
  readonly email: string;
  /** Name of the built-in role it gives. */
  readonly role: string;
  readonly status: InvitationStatus;
  readonly invitedBy: UserId;
  readonly acceptedBy: UserId | null;
  readonly expiresAt: Date;
  readonly createdAt: Date;
}

type NewInvitation = Pick<InvitationState, 'workspaceId' | 'email' | 'role' | 'invitedBy'>;
type InvitationEventName = Extract<EventName, `workspace:invitation:${string}` | 'workspace:member:invited'>;

const LIFE_MS = 7 * 24 * 60 * 60 * 1000;

/** Pending, until it is accepted, declined, revoked or expires; none of these is ever left again. */
export class Invitation extends AggregateRoot {
  private newToken: string | null = null;

  private constructor(
    private current: InvitationState,
    version: number,
  ) {
    super(version);
  }

  static invite(id: InvitationId, invited: NewInvitation, token: string, now: Date): Invitation {
    const invitation = new Invitation(
      { ...invited, id, status: 'pending', acceptedBy: null, expiresAt: lapseAfter(now), createdAt: now },
      0,
    );
    invitation.newToken = token;
    invitation.tell('workspace:member:invited');
    return invitation;
  }

  static restore(state: InvitationState, version: number): Invitation {
    return new Invitation(state, version);
  }

  get state(): InvitationState {
    return this.current;
  }

  isOpen(now: Date): boolean {
    return this.current.status === 'pending' && this.current.expiresAt > now;
  }

  /** A new token and a new time; the older mail leads nowhere. @throws DomainError INVITATION_CLOSED. */
  resend(invitedBy: UserId, token: string, now: Date): void {
    if (this.current.status !== 'pending') throw invitationClosed();
    this.current = { ...this.current, invitedBy, expiresAt: lapseAfter(now) };
    this.newToken = token;
    this.tell('workspace:invitation:resent');
  }

  /** @throws DomainError NOT_FOUND. */
  accept(acceptedBy: UserId, now: Date): void {
    if (!this.isOpen(now)) throw invitationGone();
    this.current = { ...this.current, status: 'accepted', acceptedBy };
    this.tell('workspace:invitation:accepted', acceptedBy);
  }

  /** By whoever holds its token. @throws DomainError NOT_FOUND. */
  decline(now: Date): void {
    if (!this.isOpen(now)) throw invitationGone();
    this.current = { ...this.current, status: 'declined' };
    this.tell('workspace:invitation:declined');
  }

  /** @throws DomainError INVITATION_CLOSED. */
  revoke(): void {
    if (this.current.status !== 'pending') throw invitationClosed();
    this.current = { ...this.current, status: 'revoked' };
    this.tell('workspace:invitation:revoked');
  }

  /** Notes that its time is over, which makes room for another one to the same address. */
  expire(): void {
    this.current = { ...this.current, status: 'expired' };
    this.tell('workspace:invitation:expired');
  }

  /** The token made since the last call, if any; the repository stores its hash. */
  pullToken(): string | null {
    const token = this.newToken;
    this.newToken = null;
    return token;
  }

  private tell(name: InvitationEventName, by?: UserId): void {
    const { id, workspaceId, email, role } = this.current;
    this.record({
      name,
      workspaceId,
      subjectId: by ?? null,
      ...(by && { actorId: by }),
      payload: { invitationId: id, email, role },
    });
  }
}

function lapseAfter(now: Date): Date {
  return new Date(now.getTime() + LIFE_MS);
}
