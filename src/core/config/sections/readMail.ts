import type { MailConfig } from '../Config';
import type { Reading } from '../Reading';
import type { VariableName } from '../variables';
import { readMailServer } from './readMailServer';

type Service = MailConfig['kind'];

const NEEDS: Readonly<Record<Service, readonly VariableName[]>> = {
  smtp: ['SMTP_HOST', 'EMAIL_FROM'],
  sendgrid: ['SENDGRID_API_KEY', 'EMAIL_FROM'],
  ses: ['AWS_SES_REGION', 'SMTP_USER', 'SMTP_PASSWORD', 'EMAIL_FROM'],
  mailgun: ['SMTP_USER', 'SMTP_PASSWORD', 'EMAIL_FROM'],
  mailbox: [],
};

const USES: Readonly<Record<Service, readonly VariableName[]>> = {
  smtp: ['SMTP_HOST', 'SMTP_PORT', 'SMTP_SECURE', 'SMTP_USER', 'SMTP_PASSWORD'],
  sendgrid: ['SENDGRID_API_KEY'],
  ses: ['AWS_SES_REGION', 'SMTP_USER', 'SMTP_PASSWORD'],
  mailgun: ['MAILGUN_REGION', 'SMTP_USER', 'SMTP_PASSWORD'],
  mailbox: [],
};

export function readMail(reading: Reading, production: boolean): MailConfig {
  const sender = {
    from: reading.value('EMAIL_FROM') ?? 'no-reply@localhost',
    fromName: reading.value('EMAIL_FROM_NAME') ?? 'Portico',
  };
  const kind = serviceOf(reading);
  if (kind !== null) tellHalfSet(reading, kind);
  if (kind === null || kind === 'mailbox') return { kind: 'mailbox', ...sender };
  const server = readMailServer(reading, kind);
  return { kind, ...sender, ...server, requireTls: server.secure || (production && server.login !== null) };
}

/** Null when it was given wrongly, which was told. */
function serviceOf(reading: Reading): Service | null {
  if (reading.given('EMAIL_SERVICE')) return reading.value('EMAIL_SERVICE') ?? null;
  return reading.given('SMTP_HOST') ? 'smtp' : 'mailbox';
}

function tellHalfSet(reading: Reading, service: Service): void {
  const who = service === 'mailbox' ? 'the local mailbox' : service;
  for (const name of NEEDS[service].filter((each) => !reading.given(each))) {
    reading.fault(`${name} is missing: mail goes through ${who}, which needs it.`);
  }
  const all = new Set(Object.values(USES).flat());
  for (const name of [...all].filter((each) => reading.given(each) && !USES[service].includes(each))) {
    const users = (Object.keys(USES) as Service[]).filter((each) => USES[each].includes(name)).join(' or ');
    const needsHost = service === 'mailbox' && users.startsWith('smtp') ? ' (for smtp SMTP_HOST too)' : '';
    reading.fault(
      `${name} is set, but mail goes to ${who}: set EMAIL_SERVICE to ${users}${needsHost}, or take ${name} out.`,
    );
  }
  if (service === 'smtp' && reading.given('SMTP_USER') !== reading.given('SMTP_PASSWORD')) {
    const [given, missing] = reading.given('SMTP_USER')
      ? ['SMTP_USER', 'SMTP_PASSWORD']
      : ['SMTP_PASSWORD', 'SMTP_USER'];
    reading.fault(`${given} is set without ${missing}: set both or neither.`);
  }
}
