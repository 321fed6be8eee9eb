import type { MailName } from '../../../src/core/application/MailCatalogue';
import type { OwedMail, Post } from '../../../src/core/application/Post';
import { Memory } from './Memory';

export class RecordingPost implements Post {
  readonly mails: OwedMail<MailName>[];

  constructor(memory = new Memory()) {
    this.mails = memory.list();
  }

  send<Name extends MailName>(mail: OwedMail<Name>): Promise<void> {
    const known = mail.key !== undefined && this.mails.some(({ key }) => key === mail.key);
    if (!known) this.mails.push(mail);
    return Promise.resolve();
  }
}
