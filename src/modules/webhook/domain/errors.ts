import { DomainError } from '../../../core/domain/DomainError';

export const webhookMissing = () => new DomainError('missing', 'NOT_FOUND', 'There is nothing here.');

export const urlRefused = (fault: string) =>
  new DomainError('invalid', 'VALIDATION_ERROR', 'The request is not valid.', {
    details: [{ path: 'body.url', message: `url ${fault}` }],
  });

/** @param unknown their places in the list. */
export const eventsUnknown = (unknown: readonly number[]) =>
  new DomainError('invalid', 'VALIDATION_ERROR', 'The request is not valid.', {
    details: unknown.map((at) => ({
      path: `body.events.${at}`,
      message: `events[${at}] is no event that a workspace hears of`,
    })),
  });

export const webhookLimit = (most: number) =>
  new DomainError('conflict', 'WEBHOOK_LIMIT', `A workspace has at most ${most} webhooks.`);

export const webhookDisabled = () =>
  new DomainError('conflict', 'WEBHOOK_DISABLED', 'The webhook is disabled, so nothing is sent to it.');
