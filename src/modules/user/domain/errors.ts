import { DomainError } from '../../../core/domain/DomainError';

export function emailTaken(): DomainError {
  return new DomainError('conflict', 'EMAIL_TAKEN', 'An account with this e-mail exists already.');
}

/** The account was deleted while its session was still believed. */
export function accountGone(): DomainError {
  return new DomainError('unauthenticated', 'SESSION_ENDED', 'This account is gone.');
}

export function userMissing(): DomainError {
  return new DomainError('missing', 'NOT_FOUND', 'There is nothing here.');
}

/** They were one when they called. */
export function superAdminNoMore(): DomainError {
  return new DomainError('forbidden', 'FORBIDDEN', 'Only a super admin may do this.');
}

export function lastSuperAdmin(): DomainError {
  return new DomainError(
    'conflict',
    'LAST_SUPER_ADMIN',
    'The platform needs a super admin; make somebody else one first.',
  );
}

export function promotionImpossible(): DomainError {
  return new DomainError(
    'conflict',
    'PROMOTION_IMPOSSIBLE',
    'Only an active account with a verified e-mail can become super admin.',
  );
}

/** A super admin would lock themselves out; what one may do to one's own account asks for the password. */
export function ownAccount(): DomainError {
  return new DomainError('forbidden', 'FORBIDDEN', 'This is your own account; use /users/me.');
}
