import { Router, type Request } from 'express';
import type { Mailbox } from '../../application/Mailbox';
import { ok } from '../answer';
import { sendAnswer } from '../envelope';
import { notFound } from '../refusals';
import { mailboxView, mailView } from './mailboxView';
import { sendFile, sendPage } from './page';
import { pageStyle } from './pageStyle';
import { readOnly } from './readOnly';

const STYLE = '/dev/mailbox.css';

export interface MailboxPagesOptions {
  readonly production: boolean;
}

/**
 * The mails that were kept instead of sent: a page for whoever asks for HTML, JSON for everybody else and for
 * `?format=json`.
 *
 * @throws Error in production, where mailed tokens are nobody's to read
 */
export function mailboxPages(mailbox: Mailbox, { production }: MailboxPagesOptions): Router {
  if (production) throw new Error('The local mailbox is not served in production.');
  const router = Router({ caseSensitive: true });
  router.get(STYLE, (_request, response) => sendFile(response, 'text/css', pageStyle));
  router.get(['/dev/mailbox', '/dev/mailbox.json'], async (request, response) => {
    const mails = await mailbox.list();
    if (!wantsPage(request)) return sendAnswer(response, ok('The mails kept here, the newest first.', mails));
    return sendPage(response, { title: 'Local mailbox', style: STYLE, body: mailboxView(mails) });
  });
  router.get('/dev/mailbox/:id', async (request, response) => {
    const mail = await mailbox.find(request.params.id);
    if (!mail) throw notFound();
    if (!wantsPage(request)) return sendAnswer(response, ok('The mail.', mail));
    return sendPage(response, { title: mail.subject, style: STYLE, body: mailView(mail) });
  });
  return readOnly(router);
}

function wantsPage(request: Request): boolean {
  const asked = request.path.endsWith('.json') || request.query.format === 'json';
  return !asked && request.accepts(['json', 'html']) === 'html';
}
