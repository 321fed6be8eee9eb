import type { MailTemplate } from '../../../core/kit';
import '../application/invitationMails';

interface InvitationMail {
  readonly workspaceName: string;
  readonly inviterName: string;
  readonly role: string;
  readonly token: string;
}

const invitation: MailTemplate<InvitationMail> = ({ workspaceName, inviterName, role, token }, { link }) => ({
  subject: `Join ${workspaceName}`,
  paragraphs: ['Hello,', `${inviterName} invites you to join ${workspaceName} as ${role}.`],
  action: { label: 'See the invitation', url: link('/accept-invitation', token) },
  footnote: 'The link holds for seven days. If you do not want to join, ignore this mail.',
});

export const invitationMails = { 'workspace.invitation': invitation };
