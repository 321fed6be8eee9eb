import type { MailTemplate } from '../../../core/kit';
import '../application/ownershipMails';

interface OfferMail {
  readonly workspaceName: string;
  readonly ownerName: string;
}

const offered: MailTemplate<OfferMail> = ({ workspaceName, ownerName }) => ({
  subject: `Become the owner of ${workspaceName}`,
  paragraphs: [
    'Hello,',
    `${ownerName} offers you the ownership of ${workspaceName}.`,
    'Sign in and accept it with your password within seven days. Nothing changes until then.',
  ],
  footnote: 'If you do not want it, ignore this mail.',
});

export const ownershipMails = { 'workspace.ownership-offered': offered };
