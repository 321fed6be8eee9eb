import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../../application/Clock';
import type { KeptMail, Mailbox } from '../../application/Mailbox';
import type { Mail, Mailer } from '../../application/Mailer';
import { linksIn } from './linksIn';
import { oneAddress } from './oneAddress';
import { oneLine } from './oneLine';

const SAFE_ID = /^[\w-]{1,64}$/;

/** Keeps mails as files that only this account can read, the newest `most`; one sent again replaces itself. */
export class MailboxMailer implements Mailer, Mailbox {
  constructor(
    private readonly folder: string,
    private readonly clock: Clock,
    private readonly most = 200,
  ) {}

  async send(mail: Mail): Promise<void> {
    if (!SAFE_ID.test(mail.id)) throw new Error('The id of a mail is a part of a file name.');
    const { id, text, html } = mail;
    const to = oneAddress(mail.to);
    const subject = oneLine(mail.subject);
    const sentAt = this.clock.now().toISOString();
    const kept: KeptMail = { id, to, subject, text, html, sentAt, links: linksIn(text) };
    const name = `${sentAt.replaceAll(/[-:.]/g, '')}-${id}.json`;
    await this.write(name, JSON.stringify(kept, null, 2));
    await this.tidy(name, id);
  }

  async list(): Promise<readonly KeptMail[]> {
    const mails = await Promise.all((await this.names()).map((name) => this.read(name)));
    return mails.filter((mail) => mail !== null);
  }

  async find(id: string): Promise<KeptMail | null> {
    const name = (await this.names()).find((each) => each.endsWith(`Z-${id}.json`));
    return name === undefined ? null : this.read(name);
  }

  async close(): Promise<void> {}

  private async write(name: string, content: string): Promise<void> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const unfinished = join(this.folder, `${name}.unfinished`);
    await writeFile(unfinished, content, { mode: 0o600 });
    await rename(unfinished, join(this.folder, name));
  }

  /** Only what is older goes, so that two that are sent at once cannot remove each other. */
  private async tidy(sent: string, id: string): Promise<void> {
    const names = await this.names();
    const replaced = names.filter((name) => name < sent && name.endsWith(`Z-${id}.json`));
    const gone = new Set([...replaced, ...names.slice(this.most + replaced.length)]);
    await Promise.all([...gone].map((name) => rm(join(this.folder, name), { force: true })));
  }

  /** The newest first. */
  private async names(): Promise<string[]> {
    const names = await readdir(this.folder).catch(ifMissing([]));
    return names
      .filter((name) => name.endsWith('.json'))
      .sort()
      .reverse();
  }

  private async read(name: string): Promise<KeptMail | null> {
    const content = await readFile(join(this.folder, name), 'utf8').catch(ifMissing(null));
    return content === null ? null : (JSON.parse(content) as KeptMail);
  }
}

function ifMissing<T>(instead: T): (error: NodeJS.ErrnoException) => T {
  return (error) => {
    if (error.code === 'ENOENT') return instead;
    throw error;
  };
}
