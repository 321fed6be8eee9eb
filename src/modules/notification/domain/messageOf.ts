import type { Notice, NoticeFacts, NoticeKind } from './Notice';

const SENTENCES: { readonly [Kind in NoticeKind]: (facts: NoticeFacts[Kind]) => string } = {
  'invitation.received': ({ inviterName, workspaceName, role }) =>
    `${inviterName} invites you to join ${workspaceName} as ${role}. The link came by mail.`,
  'membership.role-changed': ({ workspaceName, role }) => `Your role in ${workspaceName} is ${role} now.`,
  'membership.custom-roles-changed': ({ workspaceName }) => `Your custom roles in ${workspaceName} changed.`,
  'membership.deactivated': ({ workspaceName }) => `Your membership in ${workspaceName} was deactivated.`,
  'membership.activated': ({ workspaceName }) => `Your membership in ${workspaceName} is active again.`,
  'membership.ended': ({ workspaceName }) => `You were removed from ${workspaceName}.`,
  'people.joined': ({ memberName, workspaceName, role }) =>
    `${memberName} joined ${workspaceName} as ${role}.`,
  'ownership.offered': ({ ownerName, workspaceName }) =>
    `${ownerName} offers you the ownership of ${workspaceName}. The offer is open for seven days.`,
  'ownership.transferred': ({ ownerName, workspaceName }) =>
    `${ownerName} is the owner of ${workspaceName} now, and you are an admin.`,
  'workspace.suspended': ({ workspaceName }) => `The operator suspended ${workspaceName}.`,
  'workspace.activated': ({ workspaceName }) => `The operator opened ${workspaceName} again.`,
  'workspace.deleted': ({ workspaceName }) =>
    `${workspaceName} was deleted. An owner can restore it for 30 days.`,
  'workspace.restored': ({ workspaceName }) => `${workspaceName} was restored.`,
  'security.password-changed': () => 'Your password was changed.',
  'security.password-reset': () => 'Your password was reset by a mailed link.',
  'security.session-stolen': () =>
    'A refresh token of yours was used twice, so somebody may have copied it. That session was ended.',
  'security.email-changed': ({ email }) => `The e-mail address of your account is ${email} now.`,
  'security.mfa-enabled': () => 'Your second factor was turned on.',
  'security.mfa-disabled': () => 'Your second factor was turned off.',
  'security.recovery-codes-renewed': () => 'You have new recovery codes; the old ones do not work any more.',
  'security.recovery-code-used': ({ left }) => `A recovery code was used. Codes left: ${left}.`,
};

/** The sentence that a notification shows, in the list, over sockets and in its mail. */
export function messageOf<Kind extends NoticeKind>({ kind, facts }: Notice<Kind>): string {
  return (SENTENCES[kind] as (facts: NoticeFacts[Kind]) => string)(facts);
}
