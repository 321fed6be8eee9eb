import { DomainError } from '../../../core/domain/DomainError';

export const notificationMissing = () => new DomainError('missing', 'NOT_FOUND', 'There is nothing here.');

export const preferenceLocked = () =>
  new DomainError('conflict', 'PREFERENCE_LOCKED', 'These notifications cannot be turned off.');
