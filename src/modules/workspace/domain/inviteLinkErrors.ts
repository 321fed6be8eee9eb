import { DomainError } from '../../../core/domain/DomainError';

export const emailDomainRefused = () =>
  new DomainError('forbidden', 'EMAIL_DOMAIN_REFUSED', 'This link is for addresses of other domains.');

export const linkNeedsVerifiedEmail = () =>
  new DomainError('forbidden', 'EMAIL_NOT_VERIFIED', 'Verify your e-mail address before you join by a link.');

export const linkMakesNoOwner = () =>
  new DomainError('forbidden', 'FORBIDDEN', 'A link makes nobody an owner; invite them by e-mail.', {
    permission: 'members.invite',
  });

export const inviteLinkLimit = () =>
  new DomainError(
    'conflict',
    'INVITE_LINK_LIMIT',
    'The workspace has as many open invite links as it may have.',
  );
