import { createHash } from 'node:crypto';
import type { Jobs } from '../../application/Jobs';
import type { MailName } from '../../application/MailCatalogue';
import type { OwedMail, Post } from '../../application/Post';

/** Owes mails as jobs. All of a mail is sealed: whom it goes to is nobody's business, and its data may open an account. */
export class QueuedPost implements Post {
  static readonly JOB = 'mail.send';

  constructor(private readonly jobs: Jobs) {}

  async send<Name extends MailName>({ name, to, data, key }: OwedMail<Name>): Promise<void> {
    await this.jobs.enqueue({
      kind: QueuedPost.JOB,
      payload: {},
      secret: { name, to, data },
      ...(key !== undefined && { key: `mail:${createHash('sha256').update(key).digest('hex')}` }),
    });
  }
}
