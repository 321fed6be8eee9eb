import Joi from 'joi';
import { flag, matching, oneOf, text, wholeNumber } from '../kinds';
import type { Variable } from '../Variable';
import { HOST_PATTERN } from './server';

const sender: Variable<string> = {
  about: 'Address that mails come from; required with a mail service.',
  whenUnset: 'no-reply@localhost in the local mailbox',
  example: 'no-reply@example.com',
  expects: 'one mail address',
  schema: Joi.string().trim().email({ tlds: false, minDomainSegments: 1 }),
};

export const mailVariables = {
  EMAIL_SERVICE: oneOf(['smtp', 'sendgrid', 'ses', 'mailgun'], {
    about: 'Who takes mails: smtp, sendgrid, ses or mailgun; production needs one.',
    whenUnset: 'smtp when SMTP_HOST is given, else the local mailbox at /dev/mailbox',
    example: 'smtp',
  }),
  SMTP_HOST: matching(HOST_PATTERN, 'a host name or an address', {
    about: 'Mail server, with EMAIL_SERVICE smtp.',
    whenUnset: 'see EMAIL_SERVICE',
    example: 'smtp.example.com',
  }),
  SMTP_PORT: wholeNumber(1, 65_535, {
    about: 'Its port.',
    whenUnset: '465 with SMTP_SECURE, else 587',
    example: '587',
  }),
  SMTP_SECURE: flag({
    about: 'TLS from the first byte; false upgrades by STARTTLS, which production demands before a password.',
    whenUnset: 'true on port 465, else false',
    example: 'false',
  }),
  SMTP_USER: text({
    about: 'User name for smtp, ses or mailgun.',
    whenUnset: 'nobody signs in',
    example: 'portico',
  }),
  SMTP_PASSWORD: text({ about: 'Its password.', whenUnset: 'see SMTP_USER', secret: true }),
  EMAIL_FROM: sender,
  EMAIL_FROM_NAME: text({
    about: 'Name that mails come from.',
    whenUnset: 'Portico',
    example: 'Example Inc.',
  }),
  SENDGRID_API_KEY: text({ about: 'Key, with EMAIL_SERVICE sendgrid.', whenUnset: 'none', secret: true }),
  AWS_SES_REGION: matching(/^[a-z]{2}-[a-z-]+-\d$/, 'an AWS region', {
    about: 'Region, with EMAIL_SERVICE ses; SMTP_USER and SMTP_PASSWORD are its SMTP credentials.',
    whenUnset: 'none',
    example: 'eu-central-1',
  }),
  MAILGUN_REGION: oneOf(['us', 'eu'], {
    about: 'Region, with EMAIL_SERVICE mailgun: us or eu.',
    whenUnset: 'us',
    example: 'eu',
  }),
};
