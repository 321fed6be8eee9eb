import type { SMTPTransportOptions } from 'nodemailer/lib/smtp-transport';
import type { MailServerConfig } from '../../config/Config';

/** In milliseconds. */
export interface DeliveryLimits {
  /** To find the server, to reach it and to be greeted, each. */
  readonly connect: number;
  /** The whole delivery; well below a job's lease. */
  readonly delivery: number;
}

/**
 * One connection for each mail. A pool would send a mail again by itself when its connection breaks, unseen
 * by the job that counts the attempts, and meet connections that the server has closed meanwhile.
 */
export function smtpTransportFor(server: MailServerConfig, limits: DeliveryLimits): SMTPTransportOptions {
  const { host, port, secure, requireTls, login } = server;
  return {
    host,
    port,
    secure,
    requireTLS: requireTls,
    ...(login && { auth: { user: login.user, pass: login.password } }),
    dnsTimeout: limits.connect,
    connectionTimeout: limits.connect,
    greetingTimeout: limits.connect,
    socketTimeout: limits.delivery,
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}
