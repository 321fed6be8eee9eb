import { JobImpossible, type Job } from '../../application/Jobs';
import { MailRefused, type Mailer } from '../../application/Mailer';
import type { MailContext, MailTemplate } from '../../kit/MailTemplate';
import { renderMail } from './renderMail';

export type MailTemplates = ReadonlyMap<string, MailTemplate<never>>;

/** Sends an owed mail; the job's id is the mail's, so that a mail sent twice is known for the same. */
export class SendMail {
  constructor(
    private readonly mailer: Mailer,
    private readonly templates: MailTemplates,
    private readonly context: MailContext,
  ) {}

  /** @throws JobImpossible when the mail is refused for good. */
  async run(job: Job): Promise<void> {
    const { name, to, data } = job.payload as { name: string; to: string; data: never };
    const template = this.templates.get(name);
    if (!template) throw new Error(`There is no mail "${name}".`);
    const mail = renderMail(template(data, this.context));
    try {
      await this.mailer.send({ id: job.id, to, requestId: job.requestId, ...mail });
    } catch (error) {
      if (error instanceof MailRefused) throw new JobImpossible(error.message, { cause: error });
      throw error;
    }
  }
}
