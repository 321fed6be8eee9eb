import type { Router } from 'express';
import type { Mailer } from '../application/Mailer';
import type { Config } from '../config/Config';
import { MailboxMailer } from '../infrastructure/mail/MailboxMailer';
import { docsPages, type DocsPagesOptions } from '../presentation/docs/docsPages';
import { errorPages } from '../presentation/docs/errorPages';
import { mailboxPages } from '../presentation/pages/mailboxPages';
import { mailLinkPages } from '../presentation/pages/mailLinkPages';

/** Pages beside the API, as the configuration wants them. */
export function pages(config: Config, mailer: Mailer, documents: DocsPagesOptions): Router[] {
  const production = config.env === 'production';
  return [
    errorPages(),
    ...(config.docsEnabled ? [docsPages(documents)] : []),
    ...(config.http.frontendUrl === null ? [mailLinkPages(config.http.apiBase)] : []),
    ...(mailer instanceof MailboxMailer && !production ? [mailboxPages(mailer, { production })] : []),
  ];
}
