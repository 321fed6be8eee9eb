import type { NoticeKind } from './Notice';

/** Of these somebody else mails already, whatever a person prefers: a second mail would be one too many. */
const MAILED: ReadonlySet<NoticeKind> = new Set([
  'invitation.received',
  'ownership.offered',
  'security.password-changed',
  'security.password-reset',
  'security.session-stolen',
  'security.email-changed',
  'security.mfa-enabled',
  'security.mfa-disabled',
  'security.recovery-codes-renewed',
  'security.recovery-code-used',
]);

export function isMailedAnyway(kind: NoticeKind): boolean {
  return MAILED.has(kind);
}
