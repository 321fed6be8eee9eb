import { DomainError, type Fault } from '../domain/DomainError';

export function notFound(): DomainError {
  return new DomainError('missing', 'NOT_FOUND', 'There is nothing here.');
}

export function invalid(details: readonly Fault[]): DomainError {
  return new DomainError('invalid', 'VALIDATION_ERROR', 'The request is not valid.', { details });
}

export function tokenMissing(): DomainError {
  return new DomainError('unauthenticated', 'TOKEN_MISSING', 'Sign in first.');
}
