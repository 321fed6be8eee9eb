import type { MailTemplate } from '../../../core/kit';
import '../application/mails';

const notice: MailTemplate<{ readonly firstName: string; readonly message: string }> = ({
  firstName,
  message,
}) => ({
  subject: message.replace(/\.$/, ''),
  paragraphs: [`Hello ${firstName},`, message],
  footnote: 'You can turn such mails off in your notification settings.',
});

export const notificationMails = { 'notification.notice': notice };
