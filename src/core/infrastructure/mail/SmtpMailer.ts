import { createTransport, type SendMailOptions } from 'nodemailer';
import type { Mail, Mailer } from '../../application/Mailer';
import type { MailServerConfig } from '../../config/Config';
import { deliveryError } from './deliveryError';
import { oneAddress } from './oneAddress';
import { oneLine } from './oneLine';
import { smtpTransportFor, type DeliveryLimits } from './smtpTransportFor';

const LIMITS: DeliveryLimits = { connect: 5_000, delivery: 30_000 };

/** Hands mails to an SMTP server; a delivery that takes longer than its limit is cut off. */
export class SmtpMailer implements Mailer {
  private readonly transport;
  private readonly underWay = new Set<AbortController>();

  constructor(
    private readonly server: MailServerConfig,
    private readonly limits: DeliveryLimits = LIMITS,
  ) {
    this.transport = createTransport(smtpTransportFor(server, limits));
  }

  async send(mail: Mail): Promise<void> {
    const message = this.compose(mail);
    const delivery = new AbortController();
    const cut = (): void => delivery.abort(new Error('The mail server took too long.'));
    const timer = setTimeout(cut, this.limits.delivery);
    this.underWay.add(delivery);
    try {
      await this.transport.sendMail({ ...message, signal: delivery.signal });
    } catch (error) {
      throw deliveryError(error);
    } finally {
      clearTimeout(timer);
      this.underWay.delete(delivery);
    }
  }

  /** Gives up the deliveries under way; they fail and are worth a retry. */
  async close(): Promise<void> {
    for (const delivery of this.underWay) delivery.abort(new Error('The mailer was closed.'));
    this.transport.close();
  }

  private compose(mail: Mail): SendMailOptions {
    const { from, fromName } = this.server;
    const to = oneAddress(mail.to);
    return {
      messageId: `<${mail.id}@${from.slice(from.lastIndexOf('@') + 1)}>`,
      from: { name: oneLine(fromName), address: from },
      to: { name: '', address: to },
      envelope: { from, to: [to] },
      subject: oneLine(mail.subject),
      text: mail.text,
      html: mail.html,
      headers: {
        // RFC 3834, 5: keeps holiday answers away.
        'Auto-Submitted': 'auto-generated',
        ...(mail.requestId !== null && { 'X-Request-Id': oneLine(mail.requestId) }),
      },
    };
  }
}
