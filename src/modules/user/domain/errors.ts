import { DomainError } from '../../../core/domain/DomainError';

export function emailTaken(): DomainError {
  return new DomainError('conflict', 'EMAIL_TAKEN', 'An account with this e-mail exists already.');
}

/** The account was deleted while its session was still believed. */
export function accountGone(): DomainError {
  return new DomainError('unauthenticated', 'SESSION_ENDED', 'This account is gone.');
}
