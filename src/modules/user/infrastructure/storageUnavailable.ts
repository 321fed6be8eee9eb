import { DomainError } from '../../../core/domain/DomainError';

export function storageUnavailable(cause: unknown): DomainError {
  return new DomainError('unavailable', 'STORAGE_UNAVAILABLE', 'Pictures cannot be kept or read right now.', {
    retryAfter: 5,
    cause,
  });
}
