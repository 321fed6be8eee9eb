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

/** A super admin would lock themselves out; what one may do to one's own account asks for the password. */
export function ownAccount(): DomainError {
  return new DomainError('forbidden', 'FORBIDDEN', 'This is your own account; use /users/me.');
}
