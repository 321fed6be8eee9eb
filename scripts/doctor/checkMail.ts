import { createTransport } from 'nodemailer';
import type { Config } from '../../src/core/config/Config';
import { smtpTransportFor } from '../../src/core/infrastructure/mail/smtpTransportFor';
import { fault, ok, type Finding } from './Finding';

const CHECK = 'mail';
const LIMITS = { connect: 5_000, delivery: 10_000 };

/** Whether the mail server lets us in; no mail is sent. */
export async function checkMail({ mail }: Config): Promise<Finding> {
  if (mail.kind === 'mailbox') return ok(CHECK, 'Mails stay on this machine, at /dev/mailbox.');
  const place = `${mail.host}:${mail.port}`;
  const transport = createTransport(smtpTransportFor(mail, LIMITS));
  try {
    await transport.verify();
    return ok(CHECK, `${place} takes our mail.`);
  } catch (error) {
    const { message } = error as Error;
    return fault(
      CHECK,
      `${place} does not: ${message}.`,
      'Correct the variables of EMAIL_SERVICE, or start the mail server.',
    );
  } finally {
    transport.close();
  }
}
