import type { MailTemplate } from '../../../core/kit';
import '../application/mails';

interface DisabledMail {
  readonly workspaceName: string;
  readonly origin: string;
  readonly reason: 'gone' | 'failing';
}

const REASONS = {
  gone: 'It answered 410 Gone, which says that it wants no more messages.',
  failing: 'Every message of the last five days failed.',
} as const;

const disabled: MailTemplate<DisabledMail> = ({ workspaceName, origin, reason }) => ({
  subject: `A webhook of ${workspaceName} was disabled`,
  paragraphs: [
    'Hello,',
    `The webhook of ${workspaceName} at ${origin} was disabled. ${REASONS[reason]}`,
    'Nothing is sent to it any more. Enable it again once its receiver is well; what happened meanwhile is in the feed of events.',
  ],
  footnote: 'You get this mail because you made the webhook, or because you own the workspace.',
});

export const webhookMails = { 'webhook.disabled': disabled };
