import { DomainError } from '../../../core/domain/DomainError';

/** Unknown, used, expired, revoked, replaced by a newer mail, or of somebody who may not invite any more: one answer. */
export const invitationGone = () => new DomainError('missing', 'NOT_FOUND', 'There is nothing here.');

export const invitationOfAnother = () =>
  new DomainError('forbidden', 'FORBIDDEN', 'This invitation is for somebody else.');

export const invitationPending = () =>
  new DomainError(
    'conflict',
    'INVITATION_PENDING',
    'This address is invited already; send it again instead.',
  );

export const invitationClosed = () =>
  new DomainError('conflict', 'INVITATION_CLOSED', 'This invitation is not open any more.');

export const alreadyMember = () =>
  new DomainError('conflict', 'ALREADY_MEMBER', 'This person is a member of the workspace already.');

/** @param retryAfter seconds. */
export const invitationLimit = (retryAfter: number) =>
  new DomainError('limited', 'INVITATION_LIMIT', 'Enough invitations were sent for this hour.', {
    retryAfter,
  });

export const roleAboveOwn = (permission: string) =>
  new DomainError('forbidden', 'FORBIDDEN', 'Nobody invites into a role above their own.', { permission });
