import { DomainError, type Fault } from '../../../core/domain/DomainError';

export const webhookMissing = () => new DomainError('missing', 'NOT_FOUND', 'There is nothing here.');

export const inputRefused = (details: readonly Fault[]) =>
  new DomainError('invalid', 'VALIDATION_ERROR', 'The request is not valid.', { details });

export const webhookLimit = (most: number) =>
  new DomainError('conflict', 'WEBHOOK_LIMIT', `A workspace has at most ${most} webhooks.`);

export const webhookDisabled = () =>
  new DomainError('conflict', 'WEBHOOK_DISABLED', 'The webhook is disabled, so nothing is sent to it.');
