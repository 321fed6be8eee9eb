import { DomainError } from '../../../core/domain/DomainError';

export function exportLimit(retryAfter: number): DomainError {
  return new DomainError('limited', 'EXPORT_LIMIT', 'Other exports are still running; wait for them.', {
    retryAfter,
  });
}
