import type { MailServerConfig } from '../Config';
import type { Reading } from '../Reading';

type Server = Pick<MailServerConfig, 'host' | 'port' | 'secure' | 'login'>;

/** Providers are spoken to over SMTP, with TLS from the first byte. */
export function readMailServer(reading: Reading, kind: MailServerConfig['kind']): Server {
  const [user, password] = [reading.value('SMTP_USER'), reading.value('SMTP_PASSWORD')];
  const login = user !== undefined && password !== undefined ? { user, password } : null;
  if (kind === 'smtp') return { host: reading.value('SMTP_HOST') ?? '', ...smtpPort(reading), login };
  const sendgrid = { user: 'apikey', password: reading.value('SENDGRID_API_KEY') ?? '' };
  return {
    host: providerHost(reading, kind),
    port: 465,
    secure: true,
    login: kind === 'sendgrid' ? sendgrid : login,
  };
}

function providerHost(reading: Reading, kind: Exclude<MailServerConfig['kind'], 'smtp'>): string {
  if (kind === 'sendgrid') return 'smtp.sendgrid.net';
  if (kind === 'ses') return `email-smtp.${reading.value('AWS_SES_REGION')}.amazonaws.com`;
  return reading.value('MAILGUN_REGION') === 'eu' ? 'smtp.eu.mailgun.org' : 'smtp.mailgun.org';
}

function smtpPort(reading: Reading): { port: number; secure: boolean } {
  const port = reading.value('SMTP_PORT') ?? (reading.value('SMTP_SECURE') ? 465 : 587);
  const secure = reading.value('SMTP_SECURE') ?? port === 465;
  if (secure && (port === 587 || port === 25)) {
    reading.fault(
      `SMTP_SECURE is true, but port ${port} begins in the clear: set SMTP_SECURE to false or SMTP_PORT to 465.`,
    );
  }
  if (!secure && port === 465) {
    reading.fault(
      'SMTP_SECURE is false, but port 465 begins with TLS: set SMTP_SECURE to true or SMTP_PORT to 587.',
    );
  }
  return { port, secure };
}
